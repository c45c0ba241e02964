import type { RichText } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { estimateBytes } from './estimate-bytes'
import { RichTextView } from './rich-text'

/** What a title or a description may send; Notion's longest is 200,000 characters. */
const MAX_HEAD_BYTES = 500_000
/** Of one that is longer, its beginning as plain text. */
const MAX_PLAIN_CHARACTERS = 20_000

/** A title or a description, which stands above what a page is about. */
export const BoundedText = ({
  text,
  ...more
}: {
  text: readonly RichText[]
  connectionId: string
  inNotion: string | null
}) =>
  estimateBytes(text, MAX_HEAD_BYTES) > MAX_HEAD_BYTES ? (
    truncate(plainText(text), MAX_PLAIN_CHARACTERS)
  ) : (
    <RichTextView text={text} {...more} />
  )

/** The title of a page, database or data source. One that can't be read is not taken for none. */
export const TitleText = ({
  text,
  connectionId,
  inNotion,
}: {
  text: readonly RichText[]
  connectionId: string
  inNotion: string | null
}) =>
  text?.length === 0 ? (
    'Untitled'
  ) : (
    <BoundedText text={text} connectionId={connectionId} inNotion={inNotion} />
  )
