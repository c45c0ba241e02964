import type { RichText } from '@/lib/notion'
import { plainText } from '@/lib/shared/plain-text'
import { truncate } from '@/lib/shared/truncate'
import { estimateBytes } from './estimate-bytes'
import { RichTextView } from './rich-text'

/** Bytes of a title or description; Notion's longest has 200,000 characters. */
const MAX_HEAD_BYTES = 500_000
/** A longer one is shown as plain text, up to this length. */
const MAX_PLAIN_CHARACTERS = 20_000

/** A title or description of bounded size. */
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

/** The title of a page, database or data source. An unreadable title differs from an empty one. */
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
