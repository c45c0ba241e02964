import { readFileSync } from 'node:fs'
import { startApp } from '@/test-support/app-process'
import { HttpPerson } from '@/test-support/http-person'
import { expect, test } from './installation'

/** What Next.js answers as an action, in the build that these tests run against. */
interface ActionManifest {
  readonly node: Record<string, { readonly exportedName: string; readonly filename: string }>
  readonly edge: Record<string, unknown>
}

test('the production build contains the product’s server actions and no development actions', () => {
  const manifest: ActionManifest = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  )
  const files = Object.values(manifest.node).map(({ filename }) => filename)
  expect(files.length).toBeGreaterThan(4)
  expect(Object.keys(manifest.edge)).toEqual([])
  expect(files.filter((file) => !/^app\/(\(signed-in\)|sign-in|_demo)\//.test(file))).toEqual([])
})

test('sample pages exist only in the demo', async ({ installation }) => {
  const paths = ['', '/blocks', '/properties', '/lists', '/rows?answer=wait', '/rows?answer=error'].map(
    (path) => `/dev/states${path}`,
  )
  const inDemo = new HttpPerson(installation.app.url)
  for (const path of paths) expect((await inDemo.request(path)).status, path).toBe(200)

  await installation.app.kill('SIGTERM')
  const { LATCHKEY_DEMO: _, ...environment } = installation.environment
  installation.app = await startApp(environment)
  const person = new HttpPerson(installation.app.url)
  for (const path of paths) {
    const response = await person.request(path)
    expect(response.status, path).toBe(404)
    expect(await response.text()).not.toContain('Harbour Studio')
    const data = await person.request(path, { headers: { rsc: '1' } })
    expect(await data.text()).not.toContain('Harbour Studio')
  }
})
