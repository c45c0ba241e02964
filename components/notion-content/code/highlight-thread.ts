import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Code cut into pieces: where each ends, and the index of its kind in `names`; 0: it has none. */
export interface TokenRanges {
  readonly ends: Uint32Array
  readonly kinds: Uint8Array
  readonly names: readonly string[]
  /** What it took, after what a language's first uses may take. */
  readonly costMs: number
}

interface Job {
  readonly code: string
  readonly grammar: string
  readonly done: (painted: TokenRanges | null) => void
}

// Not a module of the build: Next bundles none for threads of the server. `npm start` runs in the project's folder.
const SCRIPT = join('components', 'notion-content', 'code', 'highlight-worker.mjs')
const MAX_START_MS = 30_000
/** A language's first code loads its grammar. */
const MAX_FIRST_MS = 10_000
const MAX_JOB_MS = 3_000
const MAX_HEAP_MEGABYTES = 192
/** Grammars are never unloaded: a thread that holds so many gives way to a new one. */
const MAX_GRAMMARS = 20
/** So many blocks of all views wait at most. */
const MAX_WAITING = 200

interface ThreadOptions {
  readonly script: string
  readonly maxFirstMs: number
  readonly maxJobMs: number
}

/** One thread that colours one block of code at a time. It is ended, and another begun, when a block takes too long. */
export class HighlightThread {
  private worker: Promise<Worker | null> | null = null
  private readonly grammars = new Set<string>()
  private readonly waiting: Job[] = []
  private busy = false

  /** @param options the thread's script, from the project's folder, and how long one block may take */
  constructor(private readonly options: Partial<ThreadOptions> = {}) {}

  /** @returns null: it took too long, could not be done, or too many wait */
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

/** What a thread says next; undefined when it ends first, or does not say anything for so long. */
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
  // Not `new Worker(…)`: Next's build takes that for a module of its own to bundle, and fails.
  const worker: Worker = Reflect.construct(Worker, [join(process.cwd(), script), options])
  worker.stdout.resume()
  worker.stderr.resume()
  // A thread that ends by itself is noticed when it is needed next; without a listener it would end the process.
  worker.on('error', () => {})
  // It keeps no process alive that has nothing else to do.
  worker.unref()
  if ((await answerOf(worker, MAX_START_MS)) === 'ready') return worker
  await worker.terminate()
  return null
}
