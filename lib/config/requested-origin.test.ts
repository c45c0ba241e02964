import { describe, expect, it } from 'vitest'
import { isForAnotherHost, isFromOwnPage } from './requested-origin'

const LOCAL = 'http://localhost:3000'
const LIVE = 'https://latchkey.example.com'
/** The headers in middleware: Next.js adds X-Forwarded-Host if it is missing. */
const seen = (host: string, forwarded = host) => new Headers({ host, 'x-forwarded-host': forwarded })

describe('a GET for another host', () => {
  it.each<[string, string, Headers]>([
    ['another name of this machine', LOCAL, seen('127.0.0.1:3000')],
    ['its IPv6 address', LOCAL, seen('[::1]:3000')],
    ['its name in the network', LOCAL, seen('my-machine.local:3000')],
    ['localhost, where AUTH_URL is an address', 'http://127.0.0.1:3000', seen('localhost:3000')],
    ['another name in X-Forwarded-Host', LIVE, seen('127.0.0.1:3000', 'www.latchkey.example.com')],
    ['another name, first of several proxies', LIVE, seen('app:3000', 'www.example.com, inner')],
    ['another name with the default port of https', LIVE, seen('old.example.com:443')],
  ])('is one: %s', (_name, authUrl, headers) => {
    expect(isForAnotherHost(headers, authUrl)).toBe(true)
  })

  it.each<[string, string, Headers]>([
    ['the right one', LOCAL, seen('localhost:3000')],
    ['the right one in capitals', LIVE, seen('Latchkey.Example.COM')],
    ['Host kept by a proxy, without the port', 'http://localhost:4640', seen('localhost')],
    ['Host changed to where the app listens', 'http://localhost:4640', seen('127.0.0.1:4641')],
    ['X-Forwarded-Host without the port', 'http://localhost:4640', seen('127.0.0.1:4641', 'localhost')],
    ['Host changed behind TLS', LIVE, seen('127.0.0.1:3000')],
    ['Host changed to an upstream’s name', LIVE, seen('latchkey_upstream')],
    ['X-Forwarded-Host with another port', LIVE, seen('app:3000', 'latchkey.example.com:8443')],
    ['no host that parses', LIVE, seen('a b')],
    ['no host', LIVE, new Headers()],
  ])('is none, or can’t be told: %s', (_name, authUrl, headers) => {
    expect(isForAnotherHost(headers, authUrl)).toBe(false)
  })
})

describe('a form from another origin', () => {
  it.each<[string, Headers, string]>([
    ['the browser says so', new Headers({ 'sec-fetch-site': 'same-origin' }), 'http://127.0.0.1:3000'],
    ['its origin is the requested host', seen('127.0.0.1:3000'), 'http://127.0.0.1:3000'],
    ['its origin is the host in X-Forwarded-Host', seen('app', 'www.example.com'), 'https://www.example.com'],
  ])('is of a page of this app: %s', (_name, headers, origin) => {
    expect(isFromOwnPage(headers, origin)).toBe(true)
  })

  it.each(['https://evil.example', 'null', 'http://localhost:3000.evil.example'])('is not: %s', (origin) => {
    expect(
      isFromOwnPage(new Headers({ host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }), origin),
    ).toBe(false)
  })
})
