import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config } from '@/lib/config'
import { redirectToAuthUrl } from './redirect-to-auth-url'

let server: Server

beforeAll(async () => {
  server = createServer((incoming, answer) => {
    if (!redirectToAuthUrl(incoming, answer)) answer.end('the app')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

function ask(path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; location: string | undefined; cookie: string }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume().once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location,
          cookie: response.headers['set-cookie']?.[0] ?? '',
        }),
      )
    })
    sent.once('error', reject)
    sent.end()
  })
}

/** Another name of this machine, with AUTH_URL's port. */
const elsewhere = () => {
  const { port } = new URL(config().authUrl)
  return { host: `another.name${port && `:${port}`}` }
}

it.each(['/', '/sign-in?returnTo=%2Fx&y=1', '//evil.example/x', '/workspaces/1?plain=1', '/%ff'])(
  'redirects a page on another host to AUTH_URL: %s',
  async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, location } = await ask(path, { ...elsewhere(), 'sec-fetch-dest': 'document' }, method)
      expect({ status, location }).toEqual({ status: 307, location: `${config().authUrl}${path}` })
    }
  },
)

it('redirects if a proxy names the other host', async () => {
  const { location } = await ask('/x', { host: '127.0.0.1:1', 'x-forwarded-host': 'www.example.com' })
  expect(location).toBe(`${config().authUrl}/x`)
})

it('doesn’t redirect a browser that comes back', async () => {
  const { cookie } = await ask('/', elsewhere())
  expect((await ask('/', { ...elsewhere(), cookie: `a=b; ${cookie.split(';')[0]}` })).status).toBe(200)
})

it.each<[string, string, Record<string, string>, string?]>([
  ['health', '/api/health/ready', {}],
  ['a script', '/_next/static/chunks/x.js', {}],
  ['the icon', '/icon.svg', {}],
  ['data for a page', '/api/search', { 'sec-fetch-dest': 'empty' }],
  ['a form', '/sign-in', {}, 'POST'],
])('not sent there: %s', async (_name, path, headers, method) => {
  expect((await ask(path, { ...elsewhere(), ...headers }, method)).status).toBe(200)
})

it('passes on requests for the right host, and for one that only a proxy set', async () => {
  for (const host of [new URL(config().authUrl).host, 'upstream', '10.0.0.5:1'])
    expect((await ask('/', { host })).status).toBe(200)
})
