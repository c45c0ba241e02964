import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { PICTURE_COLORS, PRODUCT_DESCRIPTION, PRODUCT_NAME, PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { LINK_PREVIEW } from '@/lib/shared/link-preview'

// Made once, by the build: it names no address.
export const dynamic = 'force-static'

const { paper, ink, dim, brass, danger, good } = PICTURE_COLORS
const STEPS = [
  ['Connected', ink],
  ['Access renewed', ink],
  ['You disconnected', danger],
  ['Confirmed by Notion', good],
] as const
const STEP_WIDTH = 262

/** The picture of a shared link: what the product is, and the life of an access as it is drawn in the app. */
export async function GET(): Promise<Response> {
  const font = (weight: number) => readFile(join(process.cwd(), `app/_fonts/inter-${weight}.woff`))
  const [regular, semibold] = await Promise.all([font(400), font(600)])
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: '64px 76px 68px',
        background: paper,
        color: ink,
        fontFamily: 'Inter',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 18, fontSize: 36, fontWeight: 600 }}>
        <Key />
        {PRODUCT_NAME}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 24 }}>
        <div style={{ fontSize: 76, fontWeight: 600, lineHeight: 1.06, letterSpacing: '-0.033em' }}>
          {`${PRODUCT_TAGLINE}.`}
        </div>
        <div style={{ fontSize: 30, lineHeight: 1.35, color: dim, maxWidth: 960 }}>{PRODUCT_DESCRIPTION}</div>
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 14 }}>
        <LifeLine />
        <div style={{ display: 'flex', fontSize: 25, fontWeight: 600 }}>
          {STEPS.map(([label, color]) => (
            <div key={label} style={{ display: 'flex', width: STEP_WIDTH, color }}>
              {label}
            </div>
          ))}
        </div>
      </div>
    </div>,
    {
      ...LINK_PREVIEW.size,
      fonts: [
        { name: 'Inter', data: regular, weight: 400 },
        { name: 'Inter', data: semibold, weight: 600 },
      ],
    },
  )
}

/** The same drawing as components/layout/logo.tsx. */
function Key() {
  return (
    <svg viewBox="0 0 32 20" width="64" height="40" role="presentation">
      <g fill="none" stroke={brass} strokeWidth="2.6" strokeLinecap="round">
        <circle cx="8" cy="10" r="5.6" />
        <path d="M13.6 10H29M24 10v5" />
      </g>
    </svg>
  )
}

function LifeLine() {
  const at = (step: number) => 20 + step * STEP_WIDTH
  return (
    <svg width="1048" height="48" viewBox="0 0 1048 48" role="presentation">
      <g fill="none" strokeWidth="5">
        <path d={`M${at(0)} 20H${at(2)}`} stroke={brass} />
        <path d={`M${at(2)} 20H${at(3)}`} stroke={good} />
        <path d={`M${at(1) - 10} 20v22M${at(1) + 8} 20v16`} stroke={brass} strokeLinecap="round" />
        <circle cx={at(0)} cy="20" r="15" fill={paper} stroke={brass} strokeWidth="7" />
      </g>
      <circle cx={at(2)} cy="20" r="16" fill={paper} />
      <circle cx={at(2)} cy="20" r="11" fill={danger} />
      <circle cx={at(3)} cy="20" r="20" fill={good} />
      <path
        d={`M${at(3) - 9} 20.5l6 6 12-12.5`}
        fill="none"
        stroke={paper}
        strokeWidth="4.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
