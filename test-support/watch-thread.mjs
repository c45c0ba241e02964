// A thread of its own, so that what the test or benchmark itself does delays no measurement: asks one address again and
// again, and reads how much memory a process holds.
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const EVERY_MS = 10
const { address, pid } = workerData
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let longest = 0
let busiest = 0
let most = 0
let waiting = null
let stopped = false

/** Resident memory in bytes; 0 when the process is gone. */
function memory() {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** How long the app's main thread ran so far, in milliseconds: without the time that it waited for a processor. */
function ran() {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

const ask = () =>
  new Promise((resolve) => {
    const request = get(address, { agent }, (response) => {
      response.resume()
      response.once('end', resolve)
      response.once('error', resolve)
    })
    request.once('error', resolve)
  })

async function watch() {
  while (!stopped) {
    waiting = performance.now()
    const before = ran()
    await ask()
    longest = Math.max(longest, performance.now() - waiting)
    busiest = Math.max(busiest, ran() - before)
    waiting = null
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

const first = memory()
const timer = setInterval(() => {
  most = Math.max(most, memory())
}, EVERY_MS)
void watch()

parentPort.once('message', () => {
  stopped = true
  clearInterval(timer)
  if (waiting !== null) longest = Math.max(longest, performance.now() - waiting)
  parentPort.postMessage({
    longest,
    busiest,
    before: first,
    most: Math.max(most, memory()),
    alive: memory() > 0,
  })
  setTimeout(() => process.exit(0), 50)
})
