import type { Metadata } from 'next'
import { MainArea } from '@/components/layout/main-area'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { Contact } from '../_components/contact'

export const metadata: Metadata = { title: 'Terms' }

export default function Terms() {
  return (
    <MainArea>
      <div className="max-w-[68ch] space-y-4">
        <h1 className="text-2xl">Terms</h1>
        <p>
          {PRODUCT_NAME} is software under the MIT licence, which comes without a warranty. Whoever runs this
          installation is answerable for it.
        </p>
        <p>
          Connect only workspaces that you may connect: your workspace’s own rules, and Notion’s terms, apply
          to what you share. You can end every access yourself, at any time, here and in Notion’s settings.
        </p>
        <Contact />
      </div>
    </MainArea>
  )
}
