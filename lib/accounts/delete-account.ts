import { randomBytes } from 'node:crypto'
import { logSecurityEvent } from '../config'
import { inIdempotentTransaction, type Transaction } from '../database'
import { hasReceipt, type TokenVault, type UserId } from '../token-vault'

/** What the person types to delete their account. */
export const DELETE_PHRASE = 'delete my account'

/** Whether somebody typed the phrase, in any case and with any spaces. */
export const isDeletePhrase = (typed: unknown): boolean =>
  typeof typed === 'string' && typed.trim().toLowerCase().replace(/\s+/g, ' ') === DELETE_PHRASE

const RECEIPT = /^[A-Za-z0-9_-]{43}$/

/** A value that opens a receipt later: 256 random bits, in the form that deletes the account and in its address. */
export const newReceiptValue = (): string => randomBytes(32).toString('base64url')

/** The value of a receipt out of a form or an address; null when it can't be one. */
export const parseReceiptValue = (value: unknown): string | null =>
  typeof value === 'string' && RECEIPT.test(value) ? value : null

/**
 * Deletes a person: in one transaction their connections end and their tokens wait for revocation, their sessions
 * end, and every row that names them is deleted. From then on the worker asks Notion until it confirms; the receipt
 * counts the confirmations.
 *
 * @param wanted a value that was given out with the form, so that a form that arrives twice finds what the first did
 * @returns the value that opens the receipt, also when an earlier call with this value deleted the account; null: there
 *   is no such account
 * @throws {CommitUnknown} the database did not say whether it was deleted
 */
export async function deleteAccount(
  vault: TokenVault,
  owner: UserId,
  wanted: string,
): Promise<string | null> {
  const fallback = newReceiptValue()
  const { receipt, isNew } = await inIdempotentTransaction(async (tx, again) => {
    await endIntents(tx, owner)
    // Keeps sign-ins of this person out, and lets those through who are about to insert a row of theirs.
    const [user] = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "User" WHERE "id" = ${owner} FOR NO KEY UPDATE`
    const isUsed = await hasReceipt(tx, wanted)
    if (!user) {
      const done = (await hasReceipt(tx, fallback)) ? fallback : isUsed ? wanted : null
      return { receipt: done, isNew: again && done !== null }
    }
    // The form of an account that was deleted before, sent again by its successor.
    const receipt = isUsed ? fallback : wanted
    await vault.forgetOwner(tx, owner, { receipt, deleteOwner: () => deleteRows(tx, owner) })
    return { receipt, isNew: true }
  })
  if (receipt !== null && isNew) {
    logSecurityEvent('account_deleted', { userId: owner })
    vault.drainReceipt(receipt)
  }
  return receipt
}

/** A connect that was begun must not come back from Notion as a new account: its `state` counts as spent. */
async function endIntents(tx: Transaction, owner: UserId): Promise<void> {
  await tx.$executeRaw`
    WITH locked AS (SELECT "id" FROM "ConnectIntent" WHERE "userId" = ${owner} ORDER BY "id" FOR UPDATE),
      ended AS (DELETE FROM "ConnectIntent" i USING locked WHERE i."id" = locked."id" RETURNING i."id")
    INSERT INTO "SpentState" ("id") SELECT "id" FROM ended ON CONFLICT DO NOTHING`
}

/** Sessions and forms first: a request that holds one of them may be about to record activity of the user. */
async function deleteRows(tx: Transaction, owner: UserId): Promise<void> {
  await tx.$executeRaw`
    WITH locked AS (SELECT "id" FROM "Session" WHERE "userId" = ${owner} ORDER BY "id" FOR UPDATE)
    DELETE FROM "Session" s USING locked WHERE s."id" = locked."id"`
  await tx.$executeRaw`
    WITH locked AS (SELECT "id" FROM "SentForm" WHERE "userId" = ${owner} ORDER BY "id" FOR UPDATE)
    DELETE FROM "SentForm" f USING locked WHERE f."id" = locked."id"`
  // With it go the accounts and the activity.
  await tx.$executeRaw`DELETE FROM "User" WHERE "id" = ${owner}`
}
