import { request } from 'node:http'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { startApp } from '@/test-support/app-process'
import { expect, type Installation, test } from './installation'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** A request whose Host is ours to choose, which fetch does not allow. */
function ask(
  port: number,
  path: string,
  { method = 'GET', ...headers }: Record<string, string> & { method?: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.once('error', reject)
    sent.end()
  })
}

async function sendsToAuthUrl(port: number, authUrl: string, host: string): Promise<void> {
  for (const path of [
    '/',
    '/sign-in?returnTo=%2Fworkspaces',
    '/workspaces/1/pages/2?plain=1',
    '//evil.example/x',
    '/nothing',
  ])
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await ask(port, path, { method, host })
      // Next.js itself tidies a path with two slashes first.
      if (path.startsWith('//')) expect([307, 308]).toContain(status)
      else {
        expect(status, `${method} ${path}`).toBe(307)
        expect(headers['location']).toBe(`${authUrl}${path}`)
      }
    }
}

test('a GET at another address redirects to the same path at AUTH_URL', async ({
  page,
  installation: { app },
}) => {
  const { port, url } = app
  for (const host of [`127.0.0.1:${port}`, `[::1]:${port}`, `my-machine.local:${port}`])
    await sendsToAuthUrl(port, url, host)
  const forwarded = await ask(port, '/x', { host: '127.0.0.1:1', 'x-forwarded-host': 'www.example.com' })
  expect(forwarded).toMatchObject({ status: 307, headers: { location: `${url}/x` } })

  await page.goto(`http://127.0.0.1:${port}/sign-in?returnTo=%2Fsettings`)
  await expect(page).toHaveURL(`${url}/sign-in?returnTo=%2Fsettings`)
  await page.getByRole('button', { name: 'Continue with Notion' }).click()
  await expect(page.getByText('Continue as').first()).toBeVisible()
})

test('health and static files answer on any host, and a browser that was redirected once is not redirected again', async ({
  page,
  installation: { app },
}) => {
  const { port, url } = app
  const host = `127.0.0.1:${port}`
  for (const path of ['/api/health/live', '/api/health/ready', '/icon.svg'])
    expect((await ask(port, path, { host: 'anything.example' })).status, path).toBe(200)
  const [script = ''] =
    /\/_next\/static\/[^"]+\.js/.exec((await ask(port, '/', { host: `localhost:${port}` })).text) ?? []
  expect((await ask(port, script, { host })).status).toBe(200)

  const { headers } = await ask(port, '/sign-in', { host })
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  expect((await ask(port, '/sign-in', { host, cookie })).status).toBe(200)
  // There the page itself sees where it is.
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: `http://127.0.0.1:${port}` }])
  await page.goto(`http://127.0.0.1:${port}/sign-in#here`)
  await expect(page).toHaveURL(`${url}/sign-in#here`)
})

test('a form sent at another address does nothing and gets a page that names the right address', async ({
  installation: { app, notion },
}) => {
  const { port, url } = app
  const own = `http://127.0.0.1:${port}`
  const ways: Record<string, string>[] = [{ origin: own }, { origin: own, 'sec-fetch-site': 'same-origin' }]
  for (const origin of ways) {
    const answer = await ask(port, '/sign-in?returnTo=%2Fx', {
      method: 'POST',
      host: `127.0.0.1:${port}`,
      ...origin,
    })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain(`Open ${PRODUCT_NAME} at its own address`)
    expect(answer.text).toContain(`href="${url}/sign-in?returnTo=%2Fx"`)
  }
  const foreign = await ask(port, '/sign-in', {
    method: 'POST',
    host: `localhost:${port}`,
    origin: 'https://evil.example',
  })
  expect(foreign.status).toBe(403)
  expect(foreign.text).toContain('another site')
  expect(await notion.log()).toEqual([])
})

test('the redirect also works when AUTH_URL is the address that the app listens on', async ({
  installation,
}) => {
  const again = async ({ app, environment }: Installation) => {
    await app.kill('SIGTERM')
    const authUrl = `http://127.0.0.1:${app.port}`
    installation.app = await startApp({ ...environment, AUTH_URL: authUrl })
    return authUrl
  }
  const authUrl = await again(installation)
  await sendsToAuthUrl(installation.app.port, authUrl, `localhost:${installation.app.port}`)
  expect((await ask(installation.app.port, '/', { host: `127.0.0.1:${installation.app.port}` })).status).toBe(
    200,
  )
})
