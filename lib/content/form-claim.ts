import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../config'
import { db, inTransaction, type Transaction } from '../database'
import type { SendHooks, TokenVault, UserId } from '../token-vault'

/**
 * How long one process may take between two steps of a form: enough for a request to Notion, a wait that Notion asked
 * for and a refresh. After that another process may carry the form out, or its outcome counts as unknown.
 */
const FORM_CLAIM_MS = 45_000
/** How long a form that arrives a second time waits for the outcome of the first. */
const MAX_OUTCOME_WAIT_MS = 8_000
const POLL_INTERVAL_MS = 150
const SETTLE_RETRY_MS = 1_000

/** `not_done`: certainly nothing was changed. `unknown`: something may have been changed. */
export type FormOutcome = 'done' | 'not_done' | 'unknown'

/** Identifies a form by its id and its content, so that an edited form is a new one. */
export function formKey(owner: UserId, formId: string, content: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([owner, formId, ...content]))
    .digest('hex')
}

/** This process lost its claim on the form before sending anything. Another process may have it now. */
class ClaimLostError extends Error {}

/** The exclusive right to carry out a form, recorded in the database before anything is sent. */
export class FormClaim implements SendHooks {
  private readonly holder: string = crypto.randomUUID()
  private sent = false

  constructor(
    private readonly vault: TokenVault,
    private readonly owner: UserId,
    private readonly key: string,
  ) {}

  /** A request was sent, and no response said that Notion did nothing. */
  get mayHaveActed(): boolean {
    return this.sent
  }

  /** @returns whether this process may carry the form out: it is new, or certainly changed nothing before */
  async claim(): Promise<boolean> {
    const rows = await (await db()).$executeRaw`
      INSERT INTO "SentForm" AS f ("id", "userId", "outcome", "claim", "claimedUntil")
      VALUES (${this.key}, ${this.owner}, 'in_progress', ${this.holder},
        clock_timestamp() + make_interval(secs => ${FORM_CLAIM_MS / 1000}::float8))
      ON CONFLICT ("id") DO UPDATE
      SET "outcome" = 'in_progress', "claim" = excluded."claim", "claimedUntil" = excluded."claimedUntil",
        "requestSent" = false, "detail" = '{}'::jsonb
      WHERE f."userId" = ${this.owner} AND (f."outcome" = 'not_done'
        OR (f."outcome" = 'in_progress' AND NOT f."requestSent" AND f."claimedUntil" <= clock_timestamp()))`
    return rows === 1
  }

  async beforeSend(): Promise<void> {
    const rows = await (await db()).$executeRaw`
      UPDATE "SentForm" SET "requestSent" = true,
        "claimedUntil" = clock_timestamp() + make_interval(secs => ${FORM_CLAIM_MS / 1000}::float8)
      WHERE "id" = ${this.key} AND "userId" = ${this.owner} AND "claim" = ${this.holder} AND "outcome" = 'in_progress'`
    if (rows === 0) throw new ClaimLostError('another process carries this form out')
    this.sent = true
  }

  refused(): void {
    this.sent = false
  }

  /**
   * Records the outcome. While the database is unavailable, the process retries for as long as the claim lasts. After
   * that the outcome counts as unknown.
   *
   * @param alsoWrite what is written with the outcome, once
   */
  settle(
    end: FormOutcome,
    detail: object,
    alsoWrite: (tx: Transaction) => Promise<void> = async () => {},
  ): Promise<void> {
    const write = () =>
      inTransaction(async (tx) => {
        const rows = await tx.$executeRaw`
          UPDATE "SentForm" SET "outcome" = ${end}::"FormOutcome", "detail" = ${JSON.stringify(detail)}::jsonb
          WHERE "id" = ${this.key} AND "userId" = ${this.owner} AND "claim" = ${this.holder} AND "outcome" = 'in_progress'`
        if (rows === 1) await alsoWrite(tx)
      })
    return write().catch((error: unknown) => {
      log.warn({ err: error }, 'the outcome of a form could not be written yet; trying again')
      void this.vault.tasks.track(this.retrySettling(write))
    })
  }

  private async retrySettling(write: () => Promise<void>): Promise<void> {
    const until = performance.now() + FORM_CLAIM_MS
    while (performance.now() < until) {
      await pause(SETTLE_RETRY_MS)
      const written = await write().then(
        () => true,
        () => false,
      )
      if (written) return
    }
    log.error('the outcome of a form could not be written: a repeated form will be told that it is not known')
  }
}

/** What is known about a form that another request carries out or carried out. */
export type EarlierFormOutcome =
  | { readonly end: FormOutcome; readonly detail: unknown }
  | { readonly end: 'in_progress' }

interface FormRow {
  outcome: FormOutcome | 'in_progress'
  detail: unknown
  expired: boolean
}

/** Waits for the outcome of a form that was sent before. */
export async function findEarlierForm(owner: UserId, key: string): Promise<EarlierFormOutcome> {
  const until = performance.now() + MAX_OUTCOME_WAIT_MS
  for (;;) {
    const [row] = await (await db()).$queryRaw<FormRow[]>`
      SELECT "outcome"::text AS "outcome", "detail",
        coalesce("requestSent" AND "claimedUntil" <= clock_timestamp(), false) AS "expired"
      FROM "SentForm" WHERE "id" = ${key} AND "userId" = ${owner}`
    // The row is deleted only after days, or together with the account.
    if (!row || row.expired) return { end: 'unknown', detail: {} }
    if (row.outcome !== 'in_progress') return { end: row.outcome, detail: row.detail }
    if (performance.now() > until) return { end: 'in_progress' }
    await pause(POLL_INTERVAL_MS)
  }
}
