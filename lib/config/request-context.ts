import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known of the HTTP request that is being answered, before anything of its content is trusted. */
export interface RequestContext {
  /** Made by this process. An id that came with the request is not used. */
  readonly id: string
  /** See `addressPrefix`. */
  readonly addressPrefix: string
}

// On globalThis because Next.js bundles this module more than once.
const shared = globalThis as typeof globalThis & {
  latchkeyRequestContext?: AsyncLocalStorage<RequestContext>
}
shared.latchkeyRequestContext ??= new AsyncLocalStorage()
const storage = shared.latchkeyRequestContext

/** The request that this code runs for; null for background work. */
export const requestContext = (): RequestContext | null => storage.getStore() ?? null

/** Everything that the current callback starts from here on belongs to this request. */
export const enterRequestContext = (context: RequestContext): void => storage.enterWith(context)
