import { beforeEach, expect, it, vi } from 'vitest'
import { log } from '@/lib/config'
import type { OpenDatabase } from '@/lib/database'
import { describeStore } from '@/test-support/databases'
import { runningBuilds, startBuildRegistry } from './running-builds'

describeStore('the builds that processes of a database run', (open) => {
  let opened: OpenDatabase

  beforeEach(async () => {
    opened = await open()
  })

  const add = (id: string, build: string, seenSecondsAgo = 0) =>
    opened.database.$executeRaw`
      INSERT INTO "RunningProcess" ("id", "build", "seenAt")
      VALUES (${id}, ${build}, clock_timestamp() - make_interval(secs => ${seenSecondsAgo}::int))`
  const rows = () => opened.database.runningProcess.findMany({ orderBy: { id: 'asc' } })

  it('are counted by build; a process that gave no sign for two minutes has ended', async () => {
    expect(await runningBuilds(opened.database)).toEqual([])
    await add('1', 'old', 60)
    await add('2', 'new')
    await add('3', 'new', 119)
    await add('4', 'older', 121)
    expect(await runningBuilds(opened.database)).toEqual([
      { build: 'new', processes: 2 },
      { build: 'old', processes: 1 },
    ])
  })

  it('a process writes itself down, forgets those that ended, says when another build runs, and leaves', async () => {
    const warned = vi.spyOn(log, 'warn')
    await add('other', 'another-build')
    await add('ended', 'another-build', 600)
    const leave = startBuildRegistry()
    await vi.waitFor(() => expect(warned).toHaveBeenCalled(), 10_000)
    expect(warned.mock.calls[0]?.[0]).toMatchObject({
      build: 'development',
      builds: [
        { build: 'another-build', processes: 1 },
        { build: 'development', processes: 1 },
      ],
    })
    expect((await rows()).map((one) => one.build).sort()).toEqual(['another-build', 'development'])
    await leave()
    expect((await rows()).map((one) => one.id)).toEqual(['other'])
  })

  it('says nothing while all run one build', async () => {
    const warned = vi.spyOn(log, 'warn')
    await add('other', 'development')
    const leave = startBuildRegistry()
    await vi.waitFor(async () => expect(await rows()).toHaveLength(2), 10_000)
    await leave()
    expect(warned).not.toHaveBeenCalled()
  })
})
