import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RacerAnswer, RacerOrder } from '@/test-support/lock-racer'
import { DatabaseInUse } from '../errors'
import { lockFolder } from './folder-lock'

const parent = mkdtempSync(join(tmpdir(), 'latchkey-lock-'))
const ROUNDS = 25
const RACERS = 4
let folders = 0
const newFolder = () => join(parent, `db${folders++}`)

/** The lock file of a folder. */
const lockFile = (folder: string) => {
  const name = folder.slice(parent.length + 1)
  const files = readdirSync(parent).filter((file) => file.startsWith(`${name}.in-use.`))
  expect(files).toHaveLength(1)
  return join(parent, files[0] ?? '')
}

async function startRacer(): Promise<ChildProcess> {
  const racer = fork('test-support/lock-racer.ts', { execArgv: ['--import', 'tsx'], stdio: 'ignore' })
  await new Promise((resolve) => racer.once('message', resolve))
  return racer
}

const order = (racer: ChildProcess, what: RacerOrder) =>
  new Promise<RacerAnswer>((resolve) => {
    racer.once('message', (answer) => resolve(answer as RacerAnswer))
    racer.send(what)
  })

async function kill(racer: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => racer.once('exit', resolve))
  racer.kill('SIGKILL')
  await gone
}

describe("the lock of the embedded database's folder", () => {
  let racers: ChildProcess[] = []
  /** The content of the lock file of a killed process. */
  let leftOver = ''

  beforeAll(async () => {
    racers = await Promise.all(Array.from({ length: RACERS + 1 }, startRacer))
    const folder = newFolder()
    const victim = racers.pop()
    if (!victim) throw new Error('no process was started')
    expect(await order(victim, { take: folder, at: 0 })).toBe('held')
    await kill(victim)
    leftOver = readFileSync(lockFile(folder), 'utf8')
  }, 120_000)
  afterAll(async () => {
    await Promise.all(racers.map(kill))
    rmSync(parent, { recursive: true, force: true })
  })
  const held: (() => void)[] = []
  afterEach(() => {
    for (const release of held.splice(0)) release()
  })
  const take = async (folder: string) => {
    held.push(await lockFolder(folder))
  }
  /** Creates a folder with this lock file. */
  function lockedBy(text: string): string {
    const folder = newFolder()
    writeFileSync(`${folder}.in-use.1`, text)
    return folder
  }

  it(`is taken by exactly one of ${RACERS} processes that start at once after a crash, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const folder = lockedBy(leftOver)
      const at = Date.now() + 30
      const answers = await Promise.all(racers.map((racer) => order(racer, { take: folder, at })))
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
      const winner = racers[answers.indexOf('held')]
      if (winner) await order(winner, 'release')
    }
  }, 120_000)

  it(`is taken by one process after another, each releasing it, ${ROUNDS} times`, async () => {
    const folder = newFolder()
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(racers.map((racer) => order(racer, { take: folder, at: 0 })))
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
      const winner = racers[answers.indexOf('held')]
      if (winner) await order(winner, 'release')
    }
    expect(readFileSync(lockFile(folder), 'utf8')).toBe('free')
  }, 120_000)

  it('is not taken from a running process, nor twice by one process', async () => {
    const folder = newFolder()
    await take(folder)
    await expect(lockFolder(folder)).rejects.toBeInstanceOf(DatabaseInUse)
    const [racer] = racers
    if (racer) expect(await order(racer, { take: folder, at: 0 })).toBe('in use')
  })

  it('is free if its process id now belongs to another process', async () => {
    const stale = JSON.parse(leftOver)
    await take(lockedBy(JSON.stringify({ ...stale, pid: process.pid, started: '1' })))
  })

  it('is free after a container with the same name and process id has ended, and not while it runs', async () => {
    const elsewhere = JSON.stringify({ ...JSON.parse(leftOver), pid: 1, world: 'another container' })
    const abandoned = lockedBy(elsewhere)
    const living = lockedBy(elsewhere)
    const heartbeat = setInterval(() => utimesSync(`${living}.in-use.1`, new Date(), new Date()), 1_000)
    const outcomes = await Promise.allSettled([take(abandoned), take(living)])
    clearInterval(heartbeat)
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
  }, 60_000)
})
