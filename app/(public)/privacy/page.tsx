import type { Metadata } from 'next'
import { MainArea } from '@/components/layout/main-area'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Contact } from '../_components/contact'

export const metadata: Metadata = { title: 'Privacy' }

export default function Privacy() {
  return (
    <MainArea>
      <div className="max-w-[68ch] space-y-4">
        <h1 className="text-2xl">Privacy</h1>
        <h2 className="text-lg">What is stored</h2>
        <p>
          Your name, email address and picture as Notion gave them; for each workspace that you connect its
          name, its icon, and two tokens, encrypted; your sessions (browser name and the first part of the
          network address); and a list of what happened to your access, which you can read under Settings,
          Activity.
        </p>
        <h2 className="text-lg">What is not stored</h2>
        <p>
          The content of your workspaces. Pages are read from Notion when you look at them; an answer stays in
          the server’s memory for a minute, for you alone, and is never written down. Your browser’s tab
          remembers the titles of pages that you visited, until you sign out or close it. There are no
          advertising or tracking cookies: the one cookie that stays signs you in.
        </p>
        <h2 className="text-lg">Who gets it</h2>
        <p>
          Nobody but Notion, which {PRODUCT_NAME} asks with the access that you gave it. Pictures are loaded
          by your browser from the address that the page names, without saying which page you are on. Embeds
          and players of other sites are loaded only when you ask for them.
        </p>
        <h2 className="text-lg">How it ends</h2>
        <p>
          Disconnect a workspace under Settings, Connections: its tokens can’t be used here from that moment
          on, and Notion is asked to end them until it confirms.
        </p>
        <Contact />
      </div>
    </MainArea>
  )
}
