import type { Metadata } from 'next'
import { config } from '@/lib/config'
import { BlockGallery } from '../_components/block-gallery'
import { StatesFrame } from '../_components/states-frame'

export const metadata: Metadata = { title: 'Blocks' }

/** Every type of block and every look of a text. Demo and development only. */
export default function BlocksPage() {
  return (
    <StatesFrame title="Blocks">
      <BlockGallery picture={new URL('/icon.svg', config().authUrl).href} />
    </StatesFrame>
  )
}
