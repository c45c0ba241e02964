import { startApp, sharedSecrets } from '/work/limits/test-support/app-process'
import { startStandIn } from '/work/limits/test-support/stand-in'
import { notionAdmin } from '/work/limits/test-support/notion-admin'
import { HttpPerson } from '/work/limits/test-support/http-person'
import { anAppStore } from '/work/limits/e2e/store'
import { freePort } from '/work/limits/test-support/free-port'
import globalSetup from '/work/limits/test-support/global-setup'
const endSetup = await globalSetup()
const port = await freePort()
const standIn = await startStandIn(`http://localhost:${port}`)
const notion = notionAdmin(standIn)
const store = await anAppStore('PostgreSQL')
const env = { ...sharedSecrets(), ...standIn.variables, ...store.variables, PORT: String(port), LOG_LEVEL: 'info', RATE_LIMITS: 'on', AUTH_URL: `http://localhost:${port}`, RATE_LIMITS_PER_MINUTE: 'search=600/5' }
const app = await startApp(env)
try {
  const person = new HttpPerson(app.url)
  const id = await person.signIn(standIn, notion)
  console.log('signed in', id)
  for (const [m, p] of [['GET','/'],['GET','/icon.svg'],['GET','/nope'],['GET','/%ff'],['GET','//x//y'],['POST','/_next/static/x.js'],['GET','/_next/static/nope.js'],['GET','/api/health/live'],['PUT','/api/search'],['GET','/workspaces'],['GET','/sign-out'],['GET','/api/auth/callback/notion?code=a&state=b'],['GET','/too-many-requests?until=99999999999999&returnTo=//evil'],['OPTIONS','/'],['TRACE','/x'] ] as const) {
    const r = await fetch(app.url + p, { method: m, redirect: 'manual' }).catch(e => e)
    if (!(r instanceof Response)) { console.log(m, p, String(r)); continue }
    console.log(m, p, r.status, r.headers.get('retry-after'), ['content-security-policy','x-frame-options','x-content-type-options','referrer-policy','permissions-policy','cross-origin-opener-policy','x-request-id'].map(h => (r.headers.get(h) ?? 'NONE').slice(0, 40)).join(' | '))
  }
  for (let i = 0; i < 7; i++) { const r = await person.request('/api/search?q=a'); console.log(i, r.status, r.headers.get('retry-after'), r.status === 429 ? await r.text() : '') }
  let ok = 0
  for (let i = 0; i < 35; i++) { const r = await fetch(app.url + '/api/auth/callback/notion?code=x&state=y', { redirect: 'manual' }); if (r.status !== 429) ok++; else if (i > 33) console.log(r.status, r.headers.get('retry-after'), (await r.text())) }
  console.log('callbacks let through', ok)
  console.log(await store.query('SELECT * FROM "RateLimit"'))
  console.log(await store.query('SELECT "ipPrefix" FROM "Session"'))
} finally {
  console.log(app.output().split('\n').filter(l => !l.includes('"a query"')).join('\n').slice(0, 6000))
  await app.kill('SIGKILL'); await standIn.end(); await store.drop(); await endSetup()
}
