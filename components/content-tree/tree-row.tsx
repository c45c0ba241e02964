import Link from 'next/link'
import { memo, type ReactNode } from 'react'
import { groupThousands } from '@/lib/shared/pluralize'
import { dataSourceHref, notionHref, pageHref } from '@/lib/shared/urls'
import { NotDisplayable } from '../notion-content/not-displayable'
import { LocalTime } from '../ui/local-time'
import { OpenInNotion } from '../ui/open-in-notion'
import type { MissingParentReason } from './orphans-heading'
import { fullAddress, type TreeNode } from './tree-node'

/**
 * A page or data source with its toggle and links. Memoized, because batches arrive often and most rows stay the
 * same.
 */
export const TreeRow = memo(function TreeRow({
  connectionId,
  node,
  icon,
  unseen,
  inside,
  open,
  toggle,
}: {
  connectionId: string
  node: TreeNode
  icon: ReactNode
  /** Why it isn't listed, if it is a placeholder. */
  unseen: MissingParentReason
  /** The number of its children. */
  inside: number
  open: boolean
  toggle: (id: string) => void
}) {
  const { id, kind, at, edited, address } = node
  const kindName = kind === 'page' ? 'page' : 'database'
  if (node.unreadable)
    return (
      <div data-node={id} className="skip-offscreen flex py-1.5 pl-8">
        <NotDisplayable href={address ? fullAddress(address, id) : notionHref(id)} />
      </div>
    )
  const title = node.unlisted ? `A ${kindName} that is ${unseen}` : node.title || 'Untitled'
  const count = inside > 0 ? `${groupThousands(inside)} inside` : ''
  return (
    <div
      data-node={id}
      className="skip-offscreen flex items-start gap-x-1.5 rounded-lg py-1.5 hover:bg-raised"
    >
      {inside > 0 ? (
        <button
          type="button"
          data-control="branch"
          aria-expanded={open}
          aria-label={`Contents of ${title}`}
          onClick={() => toggle(id)}
          className="flex size-6 shrink-0 cursor-pointer items-center justify-center text-dim"
        >
          <svg
            viewBox="0 0 16 16"
            width="16"
            height="16"
            aria-hidden="true"
            className={open ? 'rotate-90' : ''}
          >
            <path d="m6 3.5 4.5 4.5L6 12.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </button>
      ) : (
        <span className="size-6 shrink-0" />
      )}
      <span className="flex size-6 shrink-0 items-center justify-center overflow-hidden">{icon}</span>
      <span className="flex min-w-0 flex-1 flex-col items-start">
        {node.unlisted && unseen === 'not listed' ? (
          <span className="text-dim">{title}</span>
        ) : (
          <Link
            href={kind === 'page' ? pageHref(connectionId, id) : dataSourceHref(connectionId, id)}
            prefetch={false}
            data-control="title"
            className={`line-clamp-3 max-w-full hover:underline ${node.title ? '' : 'text-dim'}`}
          >
            <bdi>{title}</bdi>
          </Link>
        )}
        <span className="text-sm text-dim">
          {node.unlisted ? (
            count
          ) : (
            <>
              {kind === 'data_source' && 'database · '}
              {edited && (
                <>
                  edited{' '}
                  <LocalTime iso={at} title={`${at.slice(0, 16).replace('T', ' ')} UTC`}>
                    {edited}
                  </LocalTime>
                </>
              )}
              {count && `${edited && ' · '}${count}`}
            </>
          )}
        </span>
      </span>
      {address && <OpenInNotion href={fullAddress(address, id)} title={title} />}
    </div>
  )
})
