import { shortAddress, type TreeNode } from '@/components/content-tree/tree-node'
import { NotionIcon } from '@/components/notion-content/icon'
import { relativeTime } from '@/components/ui/relative-time'
import type { ContentSummary } from '@/lib/notion'
import { MAX_LIST_TITLE, truncate } from '@/lib/shared/truncate'

/** Search results as the nodes that the browser builds the tree from. */
export function toTreeNodes(items: readonly ContentSummary[], connectionId: string): TreeNode[] {
  const now = Date.now()
  return items.map(({ id, object, title, icon, parent, lastEditedAt, url, unreadable }) => ({
    id,
    kind: object,
    title: truncate(title, MAX_LIST_TITLE),
    ...(icon && { icon: <NotionIcon icon={icon} connectionId={connectionId} kind={object} /> }),
    parent:
      parent.type === 'workspace'
        ? null
        : parent.type === 'page' || parent.type === 'data_source'
          ? parent.id
          : '',
    ...(parent.type === 'data_source' && { parentKind: parent.type }),
    at: lastEditedAt?.toISOString() ?? '',
    edited: lastEditedAt ? relativeTime(lastEditedAt, now) : '',
    address: url === null ? null : shortAddress(url, id),
    ...(unreadable && { unreadable }),
  }))
}
