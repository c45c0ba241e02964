import { config, DRAFT_MINUTES } from '../config'
import { CONTENT_CACHE_SECONDS } from '../content'
import { LOST_ANSWER_RETENTION_DAYS, NOT_PROVABLE_RETENTION_DAYS, RECEIPT_DAYS } from '../token-vault'
import { FORM_DAYS, INTENT_DAYS } from './purge'
import { SESSION_DAYS, SESSION_IDLE_DAYS } from './sessions'

/** How long what is stored of a person stays, as the code that deletes it has it. */
export const retention = () => ({
  sessionDays: SESSION_DAYS,
  sessionIdleDays: SESSION_IDLE_DAYS,
  activityDays: config().activityDays,
  formDays: FORM_DAYS,
  intentDays: INTENT_DAYS,
  lostAnswerDays: LOST_ANSWER_RETENTION_DAYS,
  notProvableDays: NOT_PROVABLE_RETENTION_DAYS,
  receiptDays: RECEIPT_DAYS,
  draftMinutes: DRAFT_MINUTES,
  contentCacheSeconds: CONTENT_CACHE_SECONDS,
})
