import { addressOf, HttpPerson, scriptBytes, scripts } from '@/test-support/http-person'
import { expect, test } from './installation'

const KILOBYTE = 1000

test('JavaScript of each route stays within its budget', async ({
  installation: { app, emulator, notion },
}) => {
  const person = new HttpPerson(app.url)
  const bytesOf = async (path: string) => scriptBytes(person, await person.html(path))
  const visitor = ['/', '/sign-in', '/problem?reason=storage', '/privacy', '/terms']
  const measured: [string, number, number][] = []
  for (const path of visitor) measured.push([path, await bytesOf(path), 145])
  const id = await person.signIn(emulator, notion)
  for (const path of ['/settings/connections', '/settings/account', '/settings/activity'])
    measured.push([path, await bytesOf(path), 145])
  const place = `/workspaces/${id}`
  for (const path of ['/workspaces', place, `${place}/search?q=plan`, `${place}/people`])
    measured.push([path, await bytesOf(path), 155])
  for (const title of ['Every block', 'Every property'])
    measured.push([title, await bytesOf(await addressOf(person, place, title)), 160])
  for (const [path, bytes, budget] of measured) {
    process.stdout.write(
      `${(bytes / KILOBYTE).toFixed(1)} kB of ${budget} kB  ${path.replace(id, '[connectionId]')}\n`,
    )
    expect.soft(bytes, path).toBeGreaterThan(0)
    expect.soft(bytes, path).toBeLessThanOrEqual(budget * KILOBYTE)
  }
})

test('every script is loaded so that it compiles off the main thread', async ({ installation: { app } }) => {
  const person = new HttpPerson(app.url)
  const all = await scripts(person, await person.html('/'))
  expect(all.length).toBeGreaterThan(3)
  for (const script of all) expect(script).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/)
})
