import { Clock, TriangleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from './icon'

const BASE = 'inline-flex items-center gap-2'

/**
 * A state in words, with a shape of its own. `ok` only for what Notion answered, with the time at which it did;
 * `unknown` where it has not answered yet.
 */
export function Status({
  kind,
  children,
}: {
  kind: 'ok' | 'bad' | 'waiting' | 'unknown'
  children: ReactNode
}) {
  switch (kind) {
    case 'bad':
      return (
        <span className={`${BASE} font-medium text-danger`}>
          <Icon icon={TriangleAlert} className="shrink-0" />
          <span>{children}</span>
        </span>
      )
    case 'waiting':
      return (
        <span className={`${BASE} text-soft`}>
          <Icon icon={Clock} className="shrink-0 text-dim" />
          <span>{children}</span>
        </span>
      )
    case 'ok':
    case 'unknown':
      return (
        <span className={`${BASE} text-soft`}>
          <span
            aria-hidden="true"
            className={`size-2 shrink-0 rounded-full ${kind === 'ok' ? 'border-4 border-good' : 'border-2 border-edge'}`}
          />
          <span>{children}</span>
        </span>
      )
    default:
      return kind satisfies never
  }
}
