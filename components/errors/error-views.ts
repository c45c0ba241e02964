import type { ErrorCode, ErrorWithCode, NotionRefused, NotionUnavailable } from '@/lib/errors'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { RECONNECT_REASONS } from './reconnect-reasons'

/** What a person sees of an error, as plain data: it crosses from the server to the browser. */
export interface ErrorView {
  readonly title: string
  /** What happened, and what to do about it. */
  readonly text: string
  readonly tone: 'plain' | 'brass' | 'danger'
  /** The control that helps. */
  readonly action: 'retry' | 'start_over' | 'reconnect' | 'none'
  /** Offer the way to Notion, where the person can still see it. */
  readonly isVisibleInNotion: boolean
  /** Notion's own message, untrusted text; empty when there is none. */
  readonly notionMessage: string
  readonly requestId: string | null
  /** Seconds until the next attempt; null when there is nothing to wait for. */
  readonly retryAfterSeconds: number | null
  /** The HTTP status of a route that answers with this view alone. */
  readonly status: 403 | 404 | 503
}

/**
 * Where an error is shown that has no view of its own. `error_page`: the route's error.tsx. `problem_page`: the page
 * after a failed sign-in. `terminal`: the process doesn't start. `nowhere`: nobody waits for the page any more.
 */
type ShownElsewhere = 'error_page' | 'problem_page' | 'terminal' | 'nowhere'

/**
 * The one table from an error to what a person sees. It is exhaustive: a code without an entry does not compile.
 * The words for sub-reasons are beside it, in `reconnect-reasons.ts` and `sign-in-problems.ts`.
 */
export const ERROR_VIEWS: {
  readonly [Code in ErrorCode]: ShownElsewhere | ((error: ErrorWithCode<Code>) => ErrorView)
} = {
  reconnect_required: ({ reason }) =>
    view({
      title: 'This workspace needs to be reconnected',
      text: `${RECONNECT_REASONS[reason]} Reconnect it to continue.`,
      tone: 'danger',
      action: 'reconnect',
      status: 403,
    }),
  refresh_unsettled: ({ retryAfterSeconds, requestId }) =>
    view({
      title: 'Notion asks us to wait',
      text: 'We’re renewing access to this workspace and don’t know the outcome yet.',
      retryAfterSeconds,
      requestId,
    }),
  connection_gone: () =>
    view({
      title: 'This workspace is no longer connected',
      text: 'It was disconnected while this page was loading.',
      tone: 'plain',
      action: 'none',
      status: 404,
    }),
  notion_refused: refusalView,
  notion_unavailable: unavailableView,
  notion_misconfigured: ({ requestId }) => installationView(requestId),
  seal_broken: () => installationView(null),
  list_position_lost: ({ requestId }) => startOverView(requestId),
  person_not_resolved: ({ matches }) =>
    view({
      title: matches === 0 ? 'Nobody here has that name' : 'Too many people have that name',
      text: 'Filter by more of the name, by an email address, or by “me”.',
      action: 'none',
    }),
  read_abandoned: 'nowhere',
  storage_unavailable: 'error_page',
  sign_in_refused: 'problem_page',
  configuration: 'terminal',
  database_in_use: 'terminal',
}

function view(own: Partial<ErrorView> & Pick<ErrorView, 'title' | 'text'>): ErrorView {
  return {
    tone: 'brass',
    action: 'retry',
    isVisibleInNotion: false,
    notionMessage: '',
    requestId: null,
    retryAfterSeconds: null,
    status: 503,
    ...own,
  }
}

function refusalView({ kind, notionMessage, requestId }: NotionRefused): ErrorView {
  switch (kind) {
    case 'not_found':
      return view({
        title: `This isn’t shared with ${PRODUCT_NAME}`,
        text: 'It was deleted, or this connection has no access to it: Notion doesn’t say which. To share it, open it in Notion and choose ••• and then Connections, or change the shared pages here.',
        tone: 'plain',
        isVisibleInNotion: true,
        requestId,
        status: 404,
      })
    case 'restricted':
      return view({
        title: 'Notion denied access to this',
        text: 'If the connection lacks a permission, the person who runs this installation can add it in Notion. After that, reconnect the workspace.',
        tone: 'plain',
        isVisibleInNotion: true,
        notionMessage,
        requestId,
        status: 403,
      })
    case 'linked_view':
      return view({
        title: 'A linked view',
        text: 'Notion doesn’t show linked views to connected apps. You can see it in Notion.',
        tone: 'plain',
        action: 'none',
        isVisibleInNotion: true,
        requestId,
        status: 404,
      })
    case 'unsupported_block':
      return view({
        title: 'This content includes a block that apps can’t read',
        text: 'Because of that block, Notion doesn’t return the other blocks here either. You can see them in Notion.',
        tone: 'plain',
        action: 'none',
        isVisibleInNotion: true,
        notionMessage,
        requestId,
      })
    case 'cursor_expired':
      return startOverView(requestId)
    case 'is_database':
    case 'is_page':
    case 'other':
      return view({
        title: 'Notion rejected this request',
        text: 'The URL may have been edited, or something changed in Notion. Go back, or start from the workspace.',
        isVisibleInNotion: true,
        notionMessage,
        requestId,
      })
    default:
      return kind satisfies never
  }
}

function unavailableView({ why, retryAfterSeconds, requestId }: NotionUnavailable): ErrorView {
  if (retryAfterSeconds !== null)
    return view({
      title: 'Notion asks us to wait',
      text:
        why === 'rate_limited'
          ? 'Notion’s rate limit was reached.'
          : 'Notion can’t answer right now and told us when to try again.',
      retryAfterSeconds,
      requestId,
    })
  switch (why) {
    case 'rate_limited':
    case 'server_error':
      return view({
        title: 'Notion reported an error',
        text: 'We couldn’t load this because Notion answered with an error. Try again in a moment.',
        requestId,
      })
    case 'too_large':
      return view({
        title: 'Notion’s answer was too large',
        text: `Notion sent more at once than ${PRODUCT_NAME} can load. You can see it in Notion.`,
        action: 'none',
        isVisibleInNotion: true,
        requestId,
      })
    case 'timeout':
    case 'unreachable':
    case 'connection_lost':
    case 'bad_answer':
      return view({
        title: 'Notion couldn’t be reached',
        text: 'We got no answer, or one that isn’t from Notion. Try again in a moment.',
        requestId,
      })
    default:
      return why satisfies never
  }
}

function startOverView(requestId: string | null): ErrorView {
  return view({
    title: 'Load this list again from the start',
    text: 'Notion no longer knows our position in this list, and the last item shown isn’t in it any more.',
    action: 'start_over',
    requestId,
  })
}

function installationView(requestId: string | null): ErrorView {
  return view({
    title: 'This installation isn’t set up correctly',
    text: 'Your connection was not changed. The person who runs this installation can find the cause in its log.',
    tone: 'danger',
    requestId,
  })
}
