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

/** The components by type of rich text. A type that a new SDK adds doesn't compile until it is listed here. */
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
  if (code) drawn = <code className="notion-inline-code">{drawn}</code>
  if (bold) drawn = <strong>{drawn}</strong>
  if (italic) drawn = <em>{drawn}</em>
  if (underline) drawn = <u>{drawn}</u>
  if (strikethrough) drawn = <s>{drawn}</s>
  const tint = colorClass(color)
  return tint ? <span className={tint}>{drawn}</span> : drawn
}

/** Rich text with its formatting, links and mentions. Its parent must keep line breaks. */
export function RichTextView({
  text,
  connectionId,
  titleOf,
  inNotion = null,
}: {
  text: readonly RichText[] | null | undefined
  connectionId: string
  /** The title of a page, if it is cached. */
  titleOf?: (id: string) => string | null
  /** The URL of the text's container in Notion, for parts that can't be rendered. */
  inNotion?: string | null
}): ReactNode {
  const instead = <NotDisplayable href={inNotion} />
  if (!Array.isArray(text)) return instead
  return text.map((part: RichText, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no ids and keep their order
    <Fragment key={index}>
      {guard(() => {
        const draw = Object.hasOwn(PARTS, part.type)
          ? // TypeScript can't relate the component to the type it is looked up by.
            (PARTS[part.type] as (props: PartProps<PartType>) => ReactNode)
          : null
        return annotated(part.annotations, draw ? draw({ part, connectionId, titleOf }) : part.plain_text)
      }, instead)}
    </Fragment>
  ))
}
