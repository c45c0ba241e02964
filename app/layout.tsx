import { buttonClass } from '@/components/ui/button'
import { PRODUCT_DESCRIPTION, PRODUCT_NAME, THEME_COLORS } from '@/lib/shared/brand.mjs'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { CanonicalOrigin } from '@/components/recovery/canonical-origin'
import { ReloadOnMissingFile } from '@/components/recovery/reload-on-missing-file'
import { ImageFallback } from '@/components/ui/image-fallback'
import { config } from '@/lib/config'
import { parseTheme, THEME_COOKIE } from '@/lib/shared/theme'
import { DemoStrip } from './_demo/demo-strip'
// Every page needs these two. Importing them here puts them into the layout's chunk; otherwise each error page and
// not-found page has its own copy, and a page loads all of them.
import './error'
import 'next/link'

// Preloaded, with a fallback of the same metrics, so the font swap doesn't shift the layout. globals.css loads the
// subsets for other scripts when a page needs them.
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
})

export async function generateMetadata(): Promise<Metadata> {
  // AUTH_URL is read per request, because one build serves many installations.
  await headers()
  return { ...METADATA, metadataBase: new URL(config().authUrl) }
}

const METADATA: Metadata = {
  title: { default: PRODUCT_NAME, template: `%s · ${PRODUCT_NAME}` },
  description: PRODUCT_DESCRIPTION,
  applicationName: PRODUCT_NAME,
}

const chosenTheme = async () => parseTheme((await cookies()).get(THEME_COOKIE)?.value)

export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme()
  if (theme !== 'system') return { colorScheme: theme, themeColor: THEME_COLORS[theme] }
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: THEME_COLORS.light },
      { media: '(prefers-color-scheme: dark)', color: THEME_COLORS.dark },
    ],
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The nonce differs per request, so no page is prerendered.
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const theme = await chosenTheme()
  return (
    <html lang="en" className={inter.variable} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <ReloadOnMissingFile nonce={nonce} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className={buttonClass(
            'plain',
            'sr-only border-0 focus:not-sr-only focus:fixed focus:top-2 focus:left-3 focus:z-50',
          )}
        >
          Skip to content
        </a>
        {config().demo && <DemoStrip />}
        {children}
        <ImageFallback />
        <CanonicalOrigin authUrl={config().authUrl} />
      </body>
    </html>
  )
}
