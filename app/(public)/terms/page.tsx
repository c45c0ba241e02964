import type { Metadata } from 'next'
import { MainArea } from '@/components/layout/main-area'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Contact } from '../_components/contact'

export const metadata: Metadata = { title: 'Terms' }

export default function Terms() {
  return (
    <MainArea centered>
      <div className="max-w-[68ch] space-y-4">
        <h1 className="text-xl">Terms</h1>
        <p>
          {PRODUCT_NAME} is software under the MIT licence and comes without a warranty. The person or company
          that runs this installation is responsible for it.
        </p>
        <p>
          Connect only workspaces that you’re allowed to connect. Your workspace’s rules and Notion’s terms
          apply to what you share. You can disconnect at any time, here or in Notion’s settings.
        </p>
        <Contact />
      </div>
    </MainArea>
  )
}
