import { type Config, isForAnotherHost, PROBE_HEADER, probeProof } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { type Finding, ok, problem } from './finding'

const RESPONSE_TIMEOUT_MS = 10_000
/** Enough requests for a load balancer with two builds to return both. */
const BUILD_PROBES = 6
/** The route sends its second half 1,500 ms after the first. */
const MIN_GAP_MS = 700
const PROXY_DOCS = 'See "Behind a proxy" in docs/operations.md.'

interface ProbeResult {
  readonly build: string
  readonly method: string
  readonly headers: Readonly<Record<string, string | null>>
}

const probe = (url: string, method: 'GET' | 'POST', origin: string) =>
  fetch(url, {
    method,
    headers: { [PROBE_HEADER]: probeProof(), origin },
    redirect: 'manual',
    signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
  })

/** What the app received; null if something else responded. */
function parseProbe(text: string): ProbeResult | null {
  try {
    const found: Partial<ProbeResult> = JSON.parse(text.split('\n')[0] ?? '')
    return typeof found.build === 'string' && found.headers ? (found as ProbeResult) : null
  } catch {
    return null
  }
}

/** The text of a response, and the time between its first and last part. */
async function readInParts(response: Response): Promise<{ text: string; gapMs: number }> {
  const decoder = new TextDecoder()
  let text = ''
  let first: number | null = null
  for await (const part of response.body ?? []) {
    first ??= performance.now()
    text += decoder.decode(part, { stream: true })
  }
  return { text, gapMs: performance.now() - (first ?? performance.now()) }
}

function unreachable(authUrl: string, error: unknown): Finding {
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ECONNREFUSED' && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(authUrl).hostname))
    return ok(
      `Nothing runs at ${authUrl} yet. Start the app and run this again to check the connection to it.`,
    )
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return problem(
      `The certificate of ${authUrl} is not trusted from here (${code}).`,
      'Serve the whole chain of a trusted authority. For an authority of your own, set NODE_EXTRA_CA_CERTS and run this again.',
    )
  return problem(
    `AUTH_URL can’t be reached from here: ${authUrl}${code && ` (${code})`}.`,
    'Check that the proxy and the app run, and that DNS and firewalls let this machine reach AUTH_URL.',
  )
}

function checkHeaders({ headers }: ProbeResult, authUrl: string): Finding {
  const seen = new Headers()
  for (const [name, value] of Object.entries(headers)) if (value !== null) seen.set(name, value)
  const named = seen.get('x-forwarded-host') ?? seen.get('host')
  if (isForAnotherHost(seen, authUrl))
    return problem(
      `According to the proxy, people opened ${named} and not ${new URL(authUrl).host}, so each page is redirected to AUTH_URL.`,
      `Pass Host on unchanged, and set no other X-Forwarded-Host. ${PROXY_DOCS}`,
    )
  return named === new URL(authUrl).host
    ? ok('The proxy, if there is one, passes Host on unchanged.')
    : ok(`The proxy changes Host to ${named}. That does no harm, because ${PRODUCT_NAME} uses AUTH_URL.`)
}

/**
 * Sends requests to AUTH_URL to check that it leads to this installation, how a proxy changes the headers, whether
 * streamed responses get through, and whether all machines behind it run the same build.
 */
export async function checkProxy({ authUrl }: Config): Promise<Finding[]> {
  const url = `${authUrl}/api/health/proxy`
  let response: Response
  try {
    response = await probe(url, 'GET', authUrl)
  } catch (error) {
    return [unreachable(authUrl, error)]
  }
  try {
    const { text, gapMs } = await readInParts(response)
    const first = parseProbe(text)
    if (!first)
      return [
        problem(
          `Something other than this installation responds at ${authUrl} (${response.status}).`,
          `Point the proxy at this app, and give every process the same AUTH_SECRET. ${PROXY_DOCS}`,
        ),
      ]
    const post = parseProbe(await (await probe(url, 'POST', authUrl)).text())
    const builds = new Set([first.build])
    for (let look = 1; look < BUILD_PROBES; look += 1) {
      const again = parseProbe(await (await probe(url, 'GET', authUrl)).text())
      if (again) builds.add(again.build)
    }
    return [
      ok(`AUTH_URL leads to this installation: ${authUrl}.`),
      checkHeaders(first, authUrl),
      post?.method === 'POST' && post.headers['origin'] === authUrl
        ? ok('Forms arrive with the origin that the browser sent.')
        : problem(
            'A form is changed on the way: its method or its Origin header.',
            `Let the proxy pass on POST and Origin. ${PROXY_DOCS}`,
          ),
      gapMs >= MIN_GAP_MS
        ? ok('Streamed responses arrive part by part.')
        : problem(
            'The proxy buffers streamed responses until they are complete, so pages seem slow.',
            `Turn buffering off (nginx: proxy_buffering off). ${PROXY_DOCS}`,
          ),
      builds.size === 1
        ? ok(`Everything behind ${authUrl} runs one build (${first.build}).`)
        : problem(
            `Different builds respond at ${authUrl}: ${[...builds].join(', ')}.`,
            'Finish the deployment: build the same sources on each machine, and restart each process.',
          ),
    ]
  } catch (error) {
    return [unreachable(authUrl, error)]
  }
}
