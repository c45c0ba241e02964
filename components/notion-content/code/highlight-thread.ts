import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Tokens of code: where each ends, and the index of its kind in `names`; index 0 has no color. */
export interface TokenRanges {
  readonly ends: Uint32Array
  readonly kinds: Uint8Array
  readonly names: readonly string[]
  /** Time spent, without the warm-up of the language. */
  readonly costMs: number
}

interface Job {
  readonly code: string
  readonly grammar: string
  readonly done: (painted: TokenRanges | null) => void
}

// Loaded from the source tree, because Next.js doesn't bundle worker threads. `npm start` runs in the project's folder.
const SCRIPT = join('components', 'notion-content', 'code', 'highlight-worker.mjs')
const MAX_START_MS = 30_000
/** The first job of a language also loads its grammar. */
const MAX_FIRST_MS = 10_000
const MAX_JOB_MS = 3_000
const MAX_HEAP_MEGABYTES = 192
/** Grammars are never unloaded, so the thread is replaced once it has loaded this many. */
const MAX_GRAMMARS = 20
/** Queued blocks of all views. */
const MAX_WAITING = 200

interface ThreadOptions {
  readonly script: string
  readonly maxFirstMs: number
  readonly maxJobMs: number
}

/** A worker thread that highlights one block of code at a time. It is replaced if a block takes too long. */
export class HighlightThread {
  private worker: Promise<Worker | null> | null = null
  private readonly grammars = new Set<string>()
  private readonly waiting: Job[] = []
  private busy = false

  /** @param options the worker's script, relative to the project's folder, and time limits */
  constructor(private readonly options: Partial<ThreadOptions> = {}) {}

  /** @returns null if it took too long, failed, or the queue is full */
  tokenize(code: string, grammar: string): Promise<TokenRanges | null> {
    if (this.waiting.length >= MAX_WAITING) return Promise.resolve(null)
    return new Promise((done) => {
      this.waiting.push({ code, grammar, done })
      void this.work()
    })
  }

  private async work(): Promise<void> {
    if (this.busy) return
    this.busy = true
    for (let job = this.waiting.shift(); job; job = this.waiting.shift())
      job.done(await this.run(job).catch(() => null))
    this.busy = false
  }

  private async run({ code, grammar }: Job): Promise<TokenRanges | null> {
    if (!this.grammars.has(grammar) && this.grammars.size >= MAX_GRAMMARS) await this.end()
    const { script = SCRIPT, maxFirstMs = MAX_FIRST_MS, maxJobMs = MAX_JOB_MS } = this.options
    this.worker ??= start(script)
    const worker = await this.worker
    if (!worker) {
      await this.end()
      return null
    }
    const limit = this.grammars.has(grammar) ? maxJobMs : maxFirstMs
    this.grammars.add(grammar)
    const answer = answerOf(worker, limit)
    worker.postMessage({ code, grammar })
    const painted = await answer
    if (painted === undefined) await this.end()
    return (painted ?? null) as TokenRanges | null
  }

  private async end(): Promise<void> {
    const worker = this.worker
    this.worker = null
    this.grammars.clear()
    await (await worker)?.terminate()
  }
}

/** The worker's next message; undefined if it exits or exceeds the time limit first. */
function answerOf(worker: Worker, limitMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const settle = (answer?: unknown) => {
      clearTimeout(timer)
      worker.off('message', settle)
      worker.off('error', over)
      worker.off('exit', over)
      resolve(answer)
    }
    const over = () => settle()
    const timer = setTimeout(over, limitMs)
    worker.on('message', settle)
    worker.on('error', over)
    worker.on('exit', over)
  })
}

async function start(script: string): Promise<Worker | null> {
  const options: WorkerOptions = {
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
  }
  // Not `new Worker(…)`: Next.js would try to bundle the script, and fail.
  const worker: Worker = Reflect.construct(Worker, [join(process.cwd(), script), options])
  worker.stdout.resume()
  worker.stderr.resume()
  // Without a listener, an error in the worker would end the process. The next job notices the exit.
  worker.on('error', () => {})
  // The worker alone must not keep the process alive.
  worker.unref()
  if ((await answerOf(worker, MAX_START_MS)) === 'ready') return worker
  await worker.terminate()
  return null
}
