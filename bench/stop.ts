// `npm run bench:stop`: what a stop, a rolling restart and a database that hangs cost. Needs PostgreSQL, a build
// (`npm run build`) and, for the rolling restart, nginx. Arguments choose some: callback stream rolling pool away.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '../lib/database'
import { type AppProcess, sharedSecrets, startApp } from '../test-support/app-process'
import { type EmulatorProcess, startEmulator } from '../test-support/emulator'
import { findPostgres } from '../test-support/find-postgres'
import { freePort } from '../test-support/free-port'
import { HttpPerson } from '../test-support/http-person'
import { type NotionAdmin, notionAdmin, REFRESHES } from '../test-support/notion-admin'
import { aPostgresDatabase } from '../test-support/postgres-databases'
import { startProxyBefore, throughProxy } from '../test-support/tcp-proxy'
import { unknownTokens } from '../test-support/unknown-tokens'

const NGINX = '/usr/sbin/nginx'
const PER_SECOND = 20
const LATE_MS = 1_500

interface World {
  readonly emulator: EmulatorProcess
  readonly notion: NotionAdmin
  readonly url: string
  /** The variables of every process of this installation. */
  readonly variables: Record<string, string>
  readonly port: number
  start(change?: Record<string, string>): Promise<AppProcess>
  query<Row>(sql: string): Promise<Row[]>
}

async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  const port = await freePort()
  const emulator = await startEmulator(`http://localhost:${port}`)
  const { url, drop } = await aPostgresDatabase()
  await migrate({ url })
  const variables = {
    ...sharedSecrets(),
    ...emulator.variables,
    DATABASE_URL: url,
    AUTH_URL: `http://localhost:${port}`,
    RATE_LIMITS: 'off',
  }
  const apps: AppProcess[] = []
  try {
    await work({
      emulator,
      notion: notionAdmin(emulator),
      url,
      variables,
      port,
      async start(change = {}) {
        const app = await startApp({ ...variables, PORT: String(port), ...change })
        apps.push(app)
        return app
      },
      async query<Row>(sql: string) {
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        return client
          .query(sql)
          .then(({ rows }) => rows as Row[])
          .finally(() => client.end())
      },
    })
  } finally {
    for (const app of apps) await app.kill('SIGKILL')
    await emulator.end()
    await drop()
  }
}

/** How many tokens Notion honours that no row of ours holds. */
const unknown = async ({ notion, query, variables }: World): Promise<number> =>
  (await unknownTokens({ notion, query, tokenKeys: variables.TOKEN_KEYS ?? '' })).length

async function allowed(person: HttpPerson, { emulator, notion }: World): Promise<string> {
  const [who] = await notion.people()
  const workspace = who?.workspaces[0]
  if (!who || !workspace) throw new Error('the emulator has too small a world')
  return person.consent(await person.begin(), { emulator, personId: who.id, workspaceId: workspace.id })
}

const since = (start: number) => `${((performance.now() - start) / 1000).toFixed(1)} s`

async function stopDuringCallback(): Promise<void> {
  await inWorld(async (world) => {
    const app = await world.start()
    const person = new HttpPerson(app.url)
    const back = await allowed(person, world)
    await world.notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency-after', latencyMs: LATE_MS })
    const callback = person.request(back).then(
      (response) => response.status,
      () => 'no answer',
    )
    await pause(600)
    const start = performance.now()
    await app.kill('SIGTERM')
    console.log(
      `stop during a callback: ended after ${since(start)}, answer ${await callback}, tokens unknown to us: ${await unknown(world)}`,
    )
  })
}

async function stopDuringStream(): Promise<void> {
  await inWorld(async (world) => {
    const app = await world.start({ STOP_GRACE_SECONDS: '6' })
    const person = new HttpPerson(app.url)
    const id = await person.signIn(world.emulator, world.notion)
    await world.notion.fault({ route: 'GET /v1/users', kind: 'latency', latencyMs: 9_000 })
    const response = await person.request(`/workspaces/${id}/people`)
    const start = performance.now()
    const stopped = app.kill('SIGTERM')
    const whole = /<\/html>\s*$/.test(await response.text())
    const streamed = since(start)
    await stopped
    console.log(
      `stop during a stream: the page was ${whole ? 'whole' : 'CUT'} ${streamed} after the signal, ended after ${since(start)}`,
    )
  })
}

/** nginx as docs/operations.md has it. */
function nginxConfiguration(port: number, upstreams: readonly number[], folder: string): string {
  return `
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
worker_processes 1;
daemon off;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream latchkey {
    ${upstreams.map((one) => `server 127.0.0.1:${one} max_fails=1 fail_timeout=2s;`).join('\n    ')}
    keepalive 16;
    keepalive_timeout 4s;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://latchkey;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_next_upstream error timeout;
      proxy_connect_timeout 2s;
      proxy_read_timeout 90s;
      proxy_buffering off;
    }
  }
}`
}

async function rollingRestart(): Promise<void> {
  if (!existsSync(NGINX)) throw new Error(`${NGINX} is missing`)
  await inWorld(async (world) => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'))
    const ports = [await freePort(), await freePort(), await freePort()]
    writeFileSync(join(folder, 'nginx.conf'), nginxConfiguration(world.port, ports, folder))
    const startOn = (port: number) => world.start({ PORT: String(port), STOP_GRACE_SECONDS: '6' })
    const apps: AppProcess[] = []
    for (const port of ports) apps.push(await startOn(port))
    const nginx = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' })
    try {
      await pause(500)
      const address = `http://localhost:${world.port}`
      const person = new HttpPerson(address)
      const id = await person.signIn(world.emulator, world.notion)
      const quick = ['/workspaces', '/settings/connections', '/', '/api/health/live']
      const paths = [...quick, ...quick, `/workspaces/${id}`]
      let sent = 0
      const failures: string[] = []
      const running = new Set<Promise<void>>()
      const one = async (number: number) => {
        const path = paths[number % paths.length] ?? '/'
        try {
          const signIn = number % 40 === 0
          const who = signIn ? new HttpPerson(address) : person
          // A sign-in is three requests, one of them a POST and one the callback.
          if (signIn) sent += 2
          const response = signIn ? await who.request(await allowed(who, world)) : await who.request(path)
          await response.text()
          if (
            response.status >= 500 ||
            (signIn && !(response.headers.get('location') ?? '').includes('/workspaces'))
          )
            failures.push(`${path} ${response.status} ${response.headers.get('location')}`)
        } catch (error) {
          failures.push(`${path} ${String(error)} ${String((error as Error).cause ?? '')}`)
        }
      }
      const load = setInterval(() => {
        const request = one(sent++)
        running.add(request)
        request.finally(() => running.delete(request))
      }, 1000 / PER_SECOND)
      const expire = setInterval(() => void world.notion.expire().catch(() => {}), 2_000)
      await pause(3_000)
      for (const [place, port] of ports.entries()) {
        const how = await apps[place]?.kill('SIGTERM')
        if (how !== 0) failures.push(`process ${place} ended by ${how}`)
        apps.push(await startOn(port))
        await pause(3_000)
      }
      clearInterval(load)
      clearInterval(expire)
      await Promise.all(running)
      console.log(
        `rolling restart of 3 processes by SIGTERM under ${PER_SECOND} requests a second: ${sent} requests, ${failures.length} lost, tokens unknown to us: ${await unknown(world)}`,
      )
      for (const failure of failures) console.log(`  ${failure}`)
      if (failures.length > 0) {
        const said = apps
          .flatMap((app) => app.output().split('\n'))
          .filter((line) => /"level":[56]0/.test(line))
        console.log([...said, readFileSync(join(folder, 'error.log'), 'utf8')].join('\n'))
      }
    } finally {
      nginx.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

async function frozenPool(): Promise<void> {
  await inWorld(async (world) => {
    const proxy = await startProxyBefore(world.url)
    const app = await world.start({ DATABASE_URL: throughProxy(world.url, proxy) })
    try {
      const person = new HttpPerson(app.url)
      const id = await person.signIn(world.emulator, world.notion)
      // Content of Notion, which is kept for a minute: each request reads the session and the connection.
      const ask = () =>
        person.request(`/workspaces/${id}`).then(
          async (response) => response.status === 200 && (await response.text()).includes('Open in Notion'),
          () => false,
        )
      await Promise.all(Array.from({ length: 200 }, ask))
      const sockets = proxy.connections()
      proxy.freeze()
      const start = performance.now()
      const failures: number[] = []
      let asked = 0
      const running = new Set<Promise<void>>()
      const load = setInterval(() => {
        const begun = (performance.now() - start) / 1000
        asked++
        const request = ask().then((good) => {
          if (!good) failures.push(begun)
        })
        running.add(request)
        request.finally(() => running.delete(request))
      }, 1000 / PER_SECOND)
      await pause(25_000)
      clearInterval(load)
      await Promise.all(running)
      console.log(
        `${sockets} sockets of the pool frozen under ${PER_SECOND} requests a second: ${failures.length} of ${asked} requests failed, the last of them begun ${Math.max(0, ...failures).toFixed(1)} s after the freeze`,
      )
    } finally {
      await proxy.close()
    }
  })
}

async function databaseAway(): Promise<void> {
  for (const kind of ['refused', 'silent'] as const)
    for (const seconds of [1, 30, 50, 90])
      await inWorld(async (world) => {
        const first = await world.start()
        const person = new HttpPerson(first.url)
        const id = await person.signIn(world.emulator, world.notion)
        const proxy = await startProxyBefore(world.url)
        const app = await world.start({
          DATABASE_URL: throughProxy(world.url, proxy),
          PORT: String(await freePort()),
        })
        await world.notion.expire()
        await world.notion.clearLog()
        await world.notion.fault({ route: 'POST /v1/oauth/token', kind: 'latency-after', latencyMs: LATE_MS })
        person.request(`/workspaces/${id}`, {}, app.url).then(
          (response) => response.text(),
          () => {},
        )
        while (!(await world.notion.counts())[REFRESHES]) await pause(50)
        if (kind === 'refused') await proxy.refuse()
        else proxy.freeze('new connections')
        const back = setTimeout(
          () => (kind === 'refused' ? void proxy.accept() : proxy.thaw()),
          seconds * 1000,
        )
        const start = performance.now()
        await app.kill('SIGTERM')
        clearTimeout(back)
        const named = app
          .output()
          .split('\n')
          .find((line) => line.includes('it is lost'))
        const [row] = await world.query<{ generation: number }>('SELECT "generation" FROM "Connection"')
        console.log(
          `database ${kind} for ${seconds} s at a stop: ended after ${since(start)}, pair ${
            row?.generation === 2
              ? 'stored'
              : named?.includes(id)
                ? 'lost, its connection on the log'
                : 'LOST, NOT SAID'
          }, tokens unknown to us: ${await unknown(world)}`,
        )
        await proxy.close()
      })
}

const BENCHES = {
  callback: stopDuringCallback,
  stream: stopDuringStream,
  rolling: rollingRestart,
  pool: frozenPool,
  away: databaseAway,
}

const chosen = process.argv.slice(2)
const postgres = await findPostgres()
if (typeof postgres === 'string') throw new Error(postgres)
process.env.LATCHKEY_TEST_POSTGRES = postgres.url
process.env.LATCHKEY_TEST_RUN = `bench_${process.pid}`
try {
  for (const [name, bench] of Object.entries(BENCHES))
    if (chosen.length === 0 || chosen.includes(name)) await bench()
} finally {
  await postgres.stop()
}
