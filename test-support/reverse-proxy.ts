import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createProxyServer } from 'httpxy'
import { selfSigned } from './self-signed'

/** What a proxy does with the headers that name its own address. */
export interface ProxySetting {
  readonly name: string
  readonly tls: boolean
  /** nginx's lines, in its `location`. */
  readonly nginx: readonly string[]
  /** The same where nginx is absent: `Host` as the app gets it, and what is added. */
  headers(front: URL, app: URL): Readonly<Record<string, string>>
}

const HOST_KEPT: ProxySetting = {
  name: 'Host kept',
  tls: false,
  nginx: ['proxy_set_header Host $http_host;'],
  headers: (front) => ({ host: front.host }),
}

/** Four ways in which proxies are set up in the field. nginx without a line of its own changes Host. */
export const PROXY_SETTINGS: readonly ProxySetting[] = [
  HOST_KEPT,
  {
    name: 'Host changed',
    tls: false,
    nginx: [],
    headers: (_front, app) => ({ host: app.host }),
  },
  {
    name: 'X-Forwarded-Host without port',
    tls: false,
    nginx: ['proxy_set_header X-Forwarded-Host $host;'],
    headers: (front, app) => ({ host: app.host, 'x-forwarded-host': front.hostname }),
  },
  {
    name: 'TLS in front',
    tls: true,
    nginx: documented(),
    headers: (front) => ({ host: front.host, 'x-forwarded-proto': 'https' }),
  },
]

/** A proxy that hides the address, drops the origin of forms and holds streamed answers back. */
export const BAD_PROXY: ProxySetting = {
  name: 'badly set up',
  tls: false,
  nginx: [
    'proxy_set_header X-Forwarded-Host inner.example;',
    'proxy_set_header Origin "";',
    'proxy_ignore_headers X-Accel-Buffering;',
  ],
  headers: (_front, app) => ({ host: app.host, 'x-forwarded-host': 'inner.example', origin: '' }),
}

/** The lines that docs/operations.md recommends in a server of its own, without the app's own address. */
function documented(): string[] {
  const lines = /^ {2}location \/ \{\n([\s\S]*?)\n {2}\}/m.exec(
    readFileSync('docs/operations.md', 'utf8'),
  )?.[1]
  if (!lines) throw new Error('docs/operations.md shows no nginx configuration')
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('proxy_pass '))
}

export interface ReverseProxy {
  /** The certificate that it shows over TLS, for a client to trust: a file. */
  readonly certificate: string
  /** `nginx`, or the library that is used where nginx can't be had. */
  readonly program: string
  stop(): Promise<void>
}

let nginxProgram: string | null | undefined

/** nginx as it lies on this machine, or as Debian's package brings it where we may install one; null elsewhere. */
function findNginx(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  const look = () => folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path)) ?? null
  if (nginxProgram !== undefined) return nginxProgram
  nginxProgram = look()
  if (nginxProgram === null && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' } as const
    // The package starts a server on port 80 otherwise.
    const policy = '/usr/sbin/policy-rc.d'
    const ours = !existsSync(policy)
    if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
    spawnSync('apt-get', ['update'], options)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'nginx-light'], options)
    if (ours) rmSync(policy)
    nginxProgram = look()
  }
  return nginxProgram
}

/** Starts a reverse proxy at the port of `front`, in front of the app at `app`. */
export async function startReverseProxy(setting: ProxySetting, front: URL, app: URL): Promise<ReverseProxy> {
  const nginx = findNginx()
  const proxy = nginx ? await startNginx(nginx, setting, front, app) : await startLibrary(setting, front, app)
  for (let left = 100; ; left -= 1) {
    // Any answer will do, also one of a certificate that fetch does not trust.
    const code = await fetch(front, { redirect: 'manual' }).then(
      () => 'answered',
      (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? '',
    )
    if (!/^ECONN/.test(code)) return proxy
    if (left === 0) throw new Error(`${proxy.program} did not start`)
    await delay(50)
  }
}

function nginxConfiguration(folder: string, setting: ProxySetting, front: URL, app: URL): string {
  const { certificate, key } = selfSigned()
  writeFileSync(join(folder, 'certificate.pem'), certificate)
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 256; }
http {
  access_log off;
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  server {
    listen 127.0.0.1:${front.port}${setting.tls ? ' ssl' : ''};
    server_name localhost;
${setting.tls ? `    ssl_certificate ${folder}/certificate.pem;\n    ssl_certificate_key ${folder}/key.pem;` : ''}
    location / {
      proxy_pass ${app.origin};
${setting.nginx.map((line) => `      ${line}`).join('\n')}
    }
  }
}
`
}

async function startNginx(
  program: string,
  setting: ProxySetting,
  front: URL,
  app: URL,
): Promise<ReverseProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'))
  mkdirSync(join(folder, 'logs'))
  const file = join(folder, 'nginx.conf')
  // Workers of a root process drop their rights, and must still reach the folder.
  const user = process.getuid?.() === 0 ? 'user root;\n' : ''
  writeFileSync(file, user + nginxConfiguration(folder, setting, front, app))
  const child: ChildProcess = spawn(program, ['-p', folder, '-c', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = () => child.kill('SIGTERM')
  process.once('exit', stop)
  return {
    program: 'nginx',
    certificate: join(folder, 'certificate.pem'),
    async stop() {
      process.off('exit', stop)
      stop()
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startLibrary(setting: ProxySetting, front: URL, app: URL): Promise<ReverseProxy> {
  const proxy = createProxyServer({
    target: app.origin,
    headers: setting.headers(front, app),
  })
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    proxy.web(request, response).catch(() => response.destroy())
  }
  const { certificate, key } = selfSigned()
  const server = setting.tls
    ? createHttpsServer({ cert: certificate, key }, handle)
    : createHttpServer(handle)
  await new Promise<void>((resolve) => server.listen(Number(front.port), '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-proxy-'))
  writeFileSync(join(folder, 'certificate.pem'), certificate)
  return {
    program: 'httpxy',
    certificate: join(folder, 'certificate.pem'),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
