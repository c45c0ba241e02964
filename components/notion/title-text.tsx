import type { RichText } from '@/lib/notion'
import { RichTextView } from './rich-text'

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
    <RichTextView text={text} connectionId={connectionId} inNotion={inNotion} />
  )
