import { startApp } from '@/test-support/app-process'
import { addressOf } from '@/test-support/http-person'
import { callsOf, refresh, signedIn } from './calls'
import { expect, test } from './installation'

test('one process shows no cached content after another disconnects or refreshes', async ({
  installation,
}) => {
  const { notion, environment } = installation
  const signed = await signedIn(installation)
  const { person, place } = signed
  const other = await startApp({ ...environment, PORT: undefined })
  try {
    const page = await addressOf(signed.person, signed.place, 'Brand')
    const there = async () => {
      const response = await person.request(page, {}, other.url)
      await response.text()
      return response.status
    }
    expect(await there()).toBe(200)
    await notion.clearLog()
    expect(await there()).toBe(200)
    expect(await callsOf(notion)).toEqual({})
    await refresh(signed)
    await notion.clearLog()
    expect(await there()).toBe(200)
    expect((await callsOf(notion))['GET /v1/pages/:id']).toBe(1)
    await person.submit('/settings/connections', 'Disconnect', {})
    await notion.clearLog()
    expect(await there()).toBe(404)
    expect((await person.request(place, {}, other.url)).status).toBe(404)
    expect(await callsOf(notion)).toEqual({})
  } finally {
    await other.kill()
  }
})
