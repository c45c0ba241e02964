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
 * A page or data source: what opens its branch, its way into our view, and into Notion. Drawn again only when
 * something of it changed: more arrives often, and most rows stay as they are.
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
  /** Why it is unseen, where it is. */
  unseen: MissingParentReason
  /** How many stand in it. */
  inside: number
  open: boolean
  toggle: (id: string) => void
}) {
  const { id, kind, at, edited, address } = node
  const kindName = kind === 'page' ? 'page' : 'data source'
  if (node.unreadable)
    return (
      <div data-node={id} className="tree-row flex py-1.5 pl-8">
        <NotDisplayable href={address ? fullAddress(address, id) : notionHref(id)} />
      </div>
    )
  const title = node.unlisted ? `A ${kindName} that is ${unseen}` : node.title || 'Untitled'
  const count = inside > 0 ? `${groupThousands(inside)} inside` : ''
  return (
    <div data-node={id} className="tree-row flex items-start gap-x-1.5 rounded-md py-1.5 hover:bg-raised">
      {inside > 0 ? (
        <button
          type="button"
          data-control="branch"
          aria-expanded={open}
          aria-label={`What is in ${title}`}
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
              {kind === 'data_source' && 'data source · '}
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
