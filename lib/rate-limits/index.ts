export { rememberSession, userIdOfSession } from './known-sessions'
export { countRequest, type RateLimited, type Requester, startRateLimits } from './rate-limiter'
export type { RunStatement } from './shared-counts'
