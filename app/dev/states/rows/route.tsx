import { toErrorView } from '@/app/_lib/error-view'
import { PRIVATE_HEADERS, textResponse } from '@/app/_lib/responses'
import type { RowsResponse } from '@/components/data-table/row-pages'
import { serializeElement } from '@/components/data-table/serialize-element'
import { NotionError } from '@/components/errors/notion-error'
import { config } from '@/lib/config'
import { NotionUnavailable } from '@/lib/errors'

const REQUEST = '5f0c5f1e-0000-4000-8000-2d1c0f3b9a77'

/** The next rows of a sample: Notion asks to wait, or fails with `?answer=error`. Demo and development only. */
export function GET(request: Request): Response {
  const { demo, development } = config()
  if (!demo && !development) return textResponse(404, 'There is no such page.')
  const error = toErrorView(new NotionUnavailable('server_error', null, REQUEST))
  const rows: RowsResponse =
    new URL(request.url).searchParams.get('answer') === 'error'
      ? {
          outcome: 'error',
          shown: serializeElement(<NotionError error={error} retry={null} reconnect={null} />),
        }
      : { outcome: 'wait', seconds: 3600 }
  return Response.json(rows, { headers: PRIVATE_HEADERS })
}
