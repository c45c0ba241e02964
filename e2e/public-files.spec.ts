import { PICTURE_COLORS, PRODUCT_NAME, PRODUCT_TAGLINE } from '@/lib/shared/brand.mjs'
import { startApp } from '@/test-support/app-process'
import { expect, type Installation, test } from './installation'

const DAY = 'public, max-age=86400'
const HOUR = 'public, max-age=3600'

const FILES: readonly (readonly [path: string, type: string, cache: string])[] = [
  ['/favicon.ico', 'image/x-icon', DAY],
  ['/icon.svg', 'image/svg+xml', DAY],
  ['/apple-icon.png', 'image/png', DAY],
  ['/icons/192.png', 'image/png', DAY],
  ['/icons/512.png', 'image/png', DAY],
  ['/icons/maskable-192.png', 'image/png', DAY],
  ['/icons/maskable-512.png', 'image/png', DAY],
  ['/link-preview.png', 'image/png', DAY],
  ['/manifest.webmanifest', 'application/manifest+json', HOUR],
  ['/robots.txt', 'text/plain', HOUR],
  ['/sitemap.xml', 'application/xml', HOUR],
]

const ELSEWHERE = 'https://latchkey.example.com'

/** The size of a PNG picture, from its header. @throws {Error} it is none */
async function pngSize(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer())
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${response.url} is no PNG picture`)
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}

/** The installation's app again, with other variables. */
async function restarted(installation: Installation, variables: Record<string, string>): Promise<void> {
  await installation.app.kill('SIGTERM')
  installation.app = await startApp({ ...installation.environment, ...variables })
}

/** What a tag of the head says, by its property, name or rel. */
function head(html: string, name: string): string | null {
  const tag = new RegExp(`<(?:meta|link)[^>]*(?:property|name|rel)="${name}"[^>]*>`).exec(html)?.[0]
  return /(?:content|href)="([^"]*)"/.exec(tag ?? '')?.[1] ?? null
}

test('each file for browsers, phones and search engines has its type, headers and size', async ({
  installation: { app },
}) => {
  for (const [path, type, cache] of FILES) {
    const response = await fetch(app.url + path)
    expect(response.status, path).toBe(200)
    const header = (name: string) => response.headers.get(name)
    expect(header('content-type')?.split(';')[0], path).toBe(type)
    expect(header('cache-control'), path).toBe(cache)
    expect(header('x-content-type-options'), path).toBe('nosniff')
    expect(header('x-frame-options'), path).toBe('DENY')
    expect(header('content-security-policy'), path).toContain("default-src 'none'")
    expect(header('set-cookie'), path).toBeNull()
    // Only the picture of a link is shown by other sites.
    const policy = path === '/link-preview.png' ? 'cross-origin' : 'same-origin'
    expect(header('cross-origin-resource-policy'), path).toBe(policy)
    expect(Number((await response.arrayBuffer()).byteLength), path).toBeGreaterThan(50)
  }
  expect(await pngSize(await fetch(`${app.url}/apple-icon.png`))).toBe('180x180')
  expect(await pngSize(await fetch(`${app.url}/link-preview.png`))).toBe('1200x630')
  const icon = Buffer.from(await (await fetch(`${app.url}/favicon.ico`)).arrayBuffer())
  expect(icon.readUInt16LE(4)).toBe(3)
  expect([6, 22, 38].map((entry) => icon.readUInt8(entry))).toEqual([16, 32, 48])
})

test('an address that only begins like one of the files is a page, with its policy and limits', async ({
  installation: { app },
}) => {
  for (const path of ['/robots.txt.html', '/icons/7.png', '/icon.svgx', '/.well-known/security.txt/x']) {
    const response = await fetch(app.url + path)
    expect(response.status, path).toBe(404)
    expect(response.headers.get('content-security-policy'), path).toContain("script-src 'self' 'nonce-")
  }
})

test('the manifest names icons that are there, of the size that it says', async ({
  installation: { app },
}) => {
  const manifest = await (await fetch(`${app.url}/manifest.webmanifest`)).json()
  expect(manifest).toMatchObject({ name: PRODUCT_NAME, start_url: '/workspaces', display: 'minimal-ui' })
  expect(manifest.background_color).toBe(PICTURE_COLORS.paper)
  expect(manifest.icons.map((one: { purpose: string }) => one.purpose)).toContain('maskable')
  for (const { src, sizes, type } of manifest.icons) {
    const response = await fetch(app.url + src)
    expect(response.headers.get('content-type')).toBe(type)
    if (sizes !== 'any') expect(await pngSize(response), src).toBe(sizes)
  }
})

test('what names an address names AUTH_URL', async ({ installation }) => {
  await restarted(installation, { AUTH_URL: ELSEWHERE, SECURITY_CONTACT: 'security@example.com' })
  const { url } = installation.app
  const text = async (path: string) => (await fetch(url + path)).text()

  expect(await text('/robots.txt')).toBe(
    `User-Agent: *\nAllow: /\nDisallow: /api/\nDisallow: /sign-out\n\nSitemap: ${ELSEWHERE}/sitemap.xml\n`,
  )
  const pages = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, page]) => page)
  expect(pages).toEqual([`${ELSEWHERE}/`, `${ELSEWHERE}/privacy`, `${ELSEWHERE}/terms`])

  for (const [path, canonical] of [
    ['/', ELSEWHERE],
    ['/?utm_source=x', ELSEWHERE],
    ['/privacy', `${ELSEWHERE}/privacy`],
    ['/terms', `${ELSEWHERE}/terms`],
  ] as const) {
    const html = await text(path)
    expect(head(html, 'canonical'), path).toBe(canonical)
    expect(head(html, 'og:url'), path).toBe(canonical)
    expect(head(html, 'og:image'), path).toBe(`${ELSEWHERE}/link-preview.png`)
    expect(head(html, 'og:image:width'), path).toBe('1200')
    expect(head(html, 'og:site_name'), path).toBe(PRODUCT_NAME)
    expect(head(html, 'twitter:card'), path).toBe('summary_large_image')
    expect(head(html, 'twitter:image'), path).toBe(`${ELSEWHERE}/link-preview.png`)
    expect(head(html, 'description'), path).not.toBe('')
    expect(head(html, 'manifest'), path).toBe('/manifest.webmanifest')
    expect(html, path).not.toContain('localhost')
  }
  expect(head(await text('/'), 'og:title')).toBe(`${PRODUCT_TAGLINE} · ${PRODUCT_NAME}`)
})

test('security.txt names the contact until a day in the future, and is absent without one', async ({
  installation,
}) => {
  const path = '/.well-known/security.txt'
  const without = await fetch(installation.app.url + path)
  expect(without.status).toBe(404)
  expect(without.headers.get('content-type')).toContain('text/plain')

  await restarted(installation, {
    AUTH_URL: ELSEWHERE,
    SECURITY_CONTACT: 'security@example.com',
    SOURCE_URL: 'https://git.example/team/app',
  })
  const response = await fetch(installation.app.url + path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe(HOUR)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  const lines = (await response.text()).trim().split('\n')
  const expires = lines.find((line) => line.startsWith('Expires: '))?.slice(9) ?? ''
  expect(lines.filter((line) => !line.startsWith('Expires: '))).toEqual([
    'Contact: mailto:security@example.com',
    'Preferred-Languages: en',
    `Canonical: ${ELSEWHERE}${path}`,
    'Policy: https://git.example/team/app/blob/HEAD/SECURITY.md',
  ])
  const days = (Date.parse(expires) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(178)
  expect(days).toBeLessThan(181)
})

test('search engines may list the public pages, and nothing else', async ({ installation: { app } }) => {
  const robots = async (path: string) =>
    (await fetch(app.url + path, { redirect: 'manual' })).headers.get('x-robots-tag')
  for (const path of ['/', '/privacy', '/terms']) expect(await robots(path), path).toBeNull()
  for (const path of [
    '/sign-in',
    '/sign-in?returnTo=%2Fworkspaces',
    '/problem?reason=storage',
    '/nothing-here',
    '/workspaces',
    '/settings/connections',
    '/api/search?q=x',
    '/dev/states',
  ])
    expect(await robots(path), path).toBe('noindex')
})

test('a visitor who has used up the limit still gets the files', async ({ installation }) => {
  await restarted(installation, { RATE_LIMITS: 'on', RATE_LIMITS_PER_MINUTE: 'pages=3/3' })
  const { url } = installation.app
  const statuses = []
  for (let count = 0; count < 5; count += 1) statuses.push((await fetch(`${url}/terms`)).status)
  expect(statuses.at(-1)).toBe(429)
  for (const [path] of FILES) expect((await fetch(url + path)).status, path).toBe(200)
})
