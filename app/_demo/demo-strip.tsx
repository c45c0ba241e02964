import { X } from 'lucide'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { buttonClass, iconButtonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, MenuHeading } from '@/components/ui/menu'
import { textLink } from '@/components/ui/text-link'
import { config } from '@/lib/config'
import { hideDemoStrip } from './actions'
import { HideForm } from './hide-form'
import { HIDDEN, STRIP_COOKIE } from './strip-cookie'

const GUIDE = 'demo-guide'
const LINK = buttonClass('quiet', 'max-desk:px-2', 'sm')

/** In the demo, above every page: what to try, and the way to what plays Notion. */
export async function DemoStrip() {
  if ((await cookies()).get(STRIP_COOKIE)?.value === HIDDEN) return null
  const { notion } = config()
  const emulator = (
    <a href={notion.apiUrl} target="_blank" rel="noreferrer" className={textLink}>
      emulator
      <span className="sr-only"> (new tab)</span>
    </a>
  )
  const settings = (
    <a href="/settings/connections" className={textLink}>
      settings
    </a>
  )
  return (
    <section
      id="demo-strip"
      aria-label="Demo"
      className="flex min-h-11 items-center gap-1 border-b border-line bg-sunk pr-2 pl-gutter desk:pr-gutter print:hidden"
    >
      <p className="truncate">
        <b className="mr-2">Demo</b>
        <span className="text-dim max-desk:sr-only">
          An emulator on this machine plays Notion. Everybody in it is made up.
        </span>
      </p>
      <button type="button" popoverTarget={GUIDE} className={`${LINK} ml-3`}>
        What to try
      </button>
      <a href={notion.apiUrl} target="_blank" rel="noreferrer" className={LINK}>
        <span className="max-desk:sr-only">Notion </span>emulator
        <span className="sr-only"> (new tab)</span>
      </a>
      <HideForm action={hideDemoStrip}>
        <button type="submit" className={iconButtonClass} title="Hide" aria-label="Hide this bar">
          <Icon icon={X} />
        </button>
      </HideForm>
      <Menu id={GUIDE} label="What to try">
        <MenuHeading>What to try</MenuHeading>
        <ol className="list-decimal space-y-2 py-1 pr-2.5 pl-8">
          <Task>Sign in as somebody and pick some pages.</Task>
          <Task>Open a workspace, a page and a database.</Task>
          <Task>
            Remove a connection in the {emulator}. Then check its access in the {settings}.
          </Task>
          <Task>
            Disconnect a workspace in the {settings}, and see in the {emulator} that none of its tokens works.
          </Task>
          <Task>
            Look at{' '}
            <a href="/dev/states" className={textLink}>
              every state
            </a>{' '}
            that a page can be in.
          </Task>
        </ol>
      </Menu>
    </section>
  )
}

const Task = ({ children }: { children: ReactNode }) => <li className="pl-1">{children}</li>
