import type { ReactNode } from 'react'
import { StatusMessage } from '../ui/panel'
import { NOTICES } from './notices'
import { ReturnNotice } from './return-notice'

/** One notice. */
export const NoticeMessage = ({ name }: { name: keyof typeof NOTICES }) => {
  const { title, text } = NOTICES[name]
  return (
    <StatusMessage>
      <p>
        {title && <strong className="text-ink">{title} </strong>}
        {text}
      </p>
    </StatusMessage>
  )
}

const all: Readonly<Record<string, ReactNode>> = Object.fromEntries(
  Object.keys(NOTICES).map((name) => [
    name,
    <NoticeMessage key={name} name={name as keyof typeof NOTICES} />,
  ]),
)

/** What happened while the person was in Notion, on the page that they came from. */
export const NoticeFromNotion = () => <ReturnNotice notices={all} />
