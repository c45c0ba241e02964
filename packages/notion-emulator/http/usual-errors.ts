/** What Notion says for each of its codes, where nothing more exact is known. */
const BY_CODE = {
  invalid_json: [400, 'Error parsing JSON body.'],
  invalid_request_url: [400, 'Invalid request URL.'],
  invalid_request: [400, 'Unsupported request: this request is not supported.'],
  validation_error: [400, 'body failed validation: body should be an object, instead was `undefined`.'],
  missing_version: [
    400,
    'Notion-Version header failed validation: Notion-Version header should be defined, instead was undefined.',
  ],
  invalid_beta: [400, 'This beta is not known.'],
  unauthorized: [401, 'API token is invalid.'],
  restricted_resource: [403, 'API token does not have access to this resource.'],
  object_not_found: [404, 'Could not find the object.'],
  not_acceptable: [406, 'Not Acceptable'],
  conflict_error: [409, 'Conflict occurred while saving. Please try again.'],
  row_limit_exceeded: [409, 'This data source has as many rows as it can hold.'],
  payload_too_large: [413, 'Request body is too large.'],
  rate_limited: [429, 'You have been rate limited. Please try again in a few minutes.'],
  internal_server_error: [500, 'Unexpected error occurred.'],
  bad_gateway: [502, 'Bad Gateway'],
  service_unavailable: [503, 'Notion is unavailable, please try again later.'],
  database_connection_unavailable: [503, 'Notion is unavailable, please try again later.'],
  gateway_timeout: [504, 'Gateway Timeout'],
  service_overload: [529, 'Notion is overloaded, please try again later.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

type NotionCode = keyof typeof BY_CODE

const isKnown = (code: string): code is NotionCode => Object.hasOwn(BY_CODE, code)

/** The code that goes with a status when a request was in order itself. */
const BY_STATUS: Readonly<Record<number, NotionCode>> = {
  400: 'validation_error',
  401: 'unauthorized',
  403: 'restricted_resource',
  404: 'object_not_found',
  406: 'not_acceptable',
  409: 'conflict_error',
  413: 'validation_error',
  429: 'rate_limited',
  500: 'internal_server_error',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
  529: 'service_overload',
}

interface UsualError {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** An error in full, from a status, a code or both; nothing: Notion is unavailable. */
export function usualError({ status, code }: { status?: number; code?: string }): UsualError {
  const known = code !== undefined && isKnown(code) ? BY_CODE[code] : undefined
  const answered = status ?? known?.[0] ?? 503
  const named = code ?? BY_STATUS[answered] ?? 'internal_server_error'
  const message =
    answered === 413
      ? BY_CODE.payload_too_large[1]
      : (known ?? (isKnown(named) ? BY_CODE[named] : undefined))?.[1]
  return { status: answered, code: named, message: message ?? 'Unexpected error occurred.' }
}
