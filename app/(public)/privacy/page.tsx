import type { Metadata } from 'next'
import { MainArea } from '@/components/layout/main-area'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Contact } from '../_components/contact'

export const metadata: Metadata = { title: 'Privacy' }

export default function Privacy() {
  return (
    <MainArea centered>
      <div className="max-w-[68ch] space-y-4">
        <h1 className="text-xl">Privacy</h1>
        <h2 className="text-md">What we store</h2>
        <p>
          We store your name, email address and picture from Notion. For each workspace you connect, we store
          its name, its icon and two encrypted tokens. We also store your sessions (the browser’s name and the
          first part of its IP address) and a history of your access, which you can see under Settings,
          Activity.
        </p>
        <h2 className="text-md">What we don’t store</h2>
        <p>
          We don’t store the content of your workspaces. We read pages from Notion when you open them and keep
          them in memory for a minute, for you alone. Your browser tab remembers the titles of pages you
          visited until you sign out or close it. We use no advertising or tracking cookies: the only lasting
          cookie keeps you signed in.
        </p>
        <h2 className="text-md">Who we share it with</h2>
        <p>
          Nobody but Notion, which {PRODUCT_NAME} calls with the access you granted. Your browser loads
          pictures from the addresses in the page, without revealing which page you’re on. Embeds and players
          from other sites load only when you ask for them.
        </p>
        <h2 className="text-md">How to end access</h2>
        <p>
          Disconnect a workspace under Settings, Connections. {PRODUCT_NAME} stops using its tokens
          immediately and asks Notion to revoke them until Notion confirms.
        </p>
        <Contact />
      </div>
    </MainArea>
  )
}
