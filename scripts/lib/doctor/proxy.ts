import { type Config, isForAnotherHost, PROBE_HEADER, probeProof } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { bad, type Finding, good } from './finding'

const ANSWER_MS = 10_000
/** Enough that a balancer with two builds behind it shows both. */
const LOOKS = 6
/** The route sends its second half 1,500 ms after the first. */
const MIN_GAP_MS = 700
const PROXY_DOCS = 'See "Behind a proxy" in docs/operations.md.'

interface Arrived {
  readonly build: string
  readonly method: string
  readonly headers: Readonly<Record<string, string | null>>
}

const probe = (url: string, method: 'GET' | 'POST', origin: string) =>
  fetch(url, {
    method,
    headers: { [PROBE_HEADER]: probeProof(), origin },
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_MS),
  })

/** What the app said that it got; null when something else answered. */
function arrived(text: string): Arrived | null {
  try {
    const found: Partial<Arrived> = JSON.parse(text.split('\n')[0] ?? '')
    return typeof found.build === 'string' && found.headers ? (found as Arrived) : null
  } catch {
    return null
  }
}

/** The text of an answer, and how long after its first part the last one came. */
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
    return good(`Nothing runs at ${authUrl} yet. Start the app and run this again to check the way to it.`)
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return bad(
      `The certificate of ${authUrl} is not trusted from here (${code}).`,
      'Serve the whole chain of a trusted authority. For an authority of your own, set NODE_EXTRA_CA_CERTS and run this again.',
    )
  return bad(
    `AUTH_URL can’t be reached from here: ${authUrl}${code && ` (${code})`}.`,
    'Check that the proxy and the app run, and that DNS and firewalls let this machine reach AUTH_URL.',
  )
}

function headersOf({ headers }: Arrived, authUrl: string): Finding {
  const seen = new Headers()
  for (const [name, value] of Object.entries(headers)) if (value !== null) seen.set(name, value)
  const named = seen.get('x-forwarded-host') ?? seen.get('host')
  if (isForAnotherHost(seen, authUrl))
    return bad(
      `The proxy says that people opened ${named}, and not ${new URL(authUrl).host}: each page is sent to AUTH_URL a second time.`,
      `Pass Host on as it came, and set no other X-Forwarded-Host. ${PROXY_DOCS}`,
    )
  return named === new URL(authUrl).host
    ? good('The proxy, if there is one, passes Host on as it came.')
    : good(`The proxy changes Host to ${named}. That does no harm: ${PRODUCT_NAME} goes by AUTH_URL.`)
}

/**
 * Asks the app at AUTH_URL what arrives there: whether the address leads to this installation, what a proxy makes of
 * the headers, whether it lets streamed answers through, and whether all machines behind it run one build.
 */
export async function front({ authUrl }: Config): Promise<Finding[]> {
  const url = `${authUrl}/api/health/proxy`
  let response: Response
  try {
    response = await probe(url, 'GET', authUrl)
  } catch (error) {
    return [unreachable(authUrl, error)]
  }
  try {
    const { text, gapMs } = await readInParts(response)
    const first = arrived(text)
    if (!first)
      return [
        bad(
          `Something else than this installation answers at ${authUrl} (${response.status}).`,
          `Point the proxy at this app, and give every process the same AUTH_SECRET. ${PROXY_DOCS}`,
        ),
      ]
    const post = arrived(await (await probe(url, 'POST', authUrl)).text())
    const builds = new Set([first.build])
    for (let look = 1; look < LOOKS; look += 1) {
      const again = arrived(await (await probe(url, 'GET', authUrl)).text())
      if (again) builds.add(again.build)
    }
    return [
      good(`AUTH_URL leads to this installation: ${authUrl}.`),
      headersOf(first, authUrl),
      post?.method === 'POST' && post.headers['origin'] === authUrl
        ? good('Forms arrive with the origin that the browser sent.')
        : bad(
            'A form does not arrive as it was sent: its method or its Origin header is changed on the way.',
            `Let the proxy pass POST and Origin on. ${PROXY_DOCS}`,
          ),
      gapMs >= MIN_GAP_MS
        ? good('Streamed answers arrive part by part.')
        : bad(
            'The proxy holds streamed answers back until they are complete, so pages seem slow.',
            `Turn buffering off (nginx: proxy_buffering off). ${PROXY_DOCS}`,
          ),
      builds.size === 1
        ? good(`Everything behind ${authUrl} runs one build (${first.build}).`)
        : bad(
            `Different builds answer at ${authUrl}: ${[...builds].join(', ')}.`,
            'Finish the deployment: build the same sources on each machine, and restart each process.',
          ),
    ]
  } catch (error) {
    return [unreachable(authUrl, error)]
  }
}
