import { Fragment, type ReactNode } from 'react'
import type { RichText } from '@/lib/notion'
import { colorClass } from './colors'
import { contentHref } from './content-href'
import { ContentLink } from './content-link'
import { Equation } from './equation'
import { guard } from './guard'
import { MentionView } from './mention'
import { NotDisplayable } from './not-displayable'

type PartType = RichText['type']
interface PartProps<Type extends PartType> {
  readonly part: Extract<RichText, { type: Type }>
  readonly connectionId: string
  readonly titleOf?: (id: string) => string | null
}

/** How each kind of rich text is drawn: one that a later SDK adds does not compile until it stands here. */
export const PARTS: { [Type in PartType]: (props: PartProps<Type>) => ReactNode } = {
  text: ({ part, connectionId }) => {
    const href = contentHref(part.href ?? part.text.link?.url, connectionId)
    return href ? <ContentLink href={href}>{part.text.content}</ContentLink> : part.text.content
  },
  mention: (props) => <MentionView {...props} />,
  equation: ({ part }) => <Equation expression={part.equation.expression} />,
}

function annotated(annotations: RichText['annotations'] | undefined, content: ReactNode): ReactNode {
  if (!annotations) return content
  const { bold, italic, strikethrough, underline, code, color } = annotations
  let drawn = content
  if (code) drawn = <code className="inline-code">{drawn}</code>
  if (bold) drawn = <strong>{drawn}</strong>
  if (italic) drawn = <em>{drawn}</em>
  if (underline) drawn = <u>{drawn}</u>
  if (strikethrough) drawn = <s>{drawn}</s>
  const tint = colorClass(color)
  return tint ? <span className={tint}>{drawn}</span> : drawn
}

/** Someone's text with its looks, links and mentions. Stands in an element that keeps its line breaks. */
export function RichTextView({
  text,
  connectionId,
  titleOf,
  inNotion = null,
}: {
  text: readonly RichText[] | null | undefined
  connectionId: string
  /** Title of a page if known without asking. */
  titleOf?: (id: string) => string | null
  /** What holds the text in Notion: a part that cannot be drawn leads there. */
  inNotion?: string | null
}): ReactNode {
  const instead = <NotDisplayable href={inNotion} />
  if (!Array.isArray(text)) return instead
  return text.map((part: RichText, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no names and keep their order
    <Fragment key={index}>
      {guard(() => {
        const draw = Object.hasOwn(PARTS, part.type)
          ? // The part is of the very type by which its component is looked up.
            (PARTS[part.type] as (props: PartProps<PartType>) => ReactNode)
          : null
        return annotated(part.annotations, draw ? draw({ part, connectionId, titleOf }) : part.plain_text)
      }, instead)}
    </Fragment>
  ))
}
