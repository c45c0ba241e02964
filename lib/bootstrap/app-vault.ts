import { owners } from '../accounts'
import { record } from '../activity'
import { config, log, logSecurityEvent } from '../config'
import { db } from '../database'
import { createTokenVault, type TokenVault, type TokenVaultOptions, type VaultEvent } from '../token-vault'

/** Writes vault events to the owner's activity and to the security log. */
async function onEvent(event: VaultEvent): Promise<void> {
  const { owner, connectionId } = event
  switch (event.kind) {
    case 'disconnect_committed':
      return logSecurityEvent('disconnected', { userId: owner, connectionId: event.connectionId })
    case 'foreign_id_requested':
      return logSecurityEvent('foreign_id', { userId: owner, connectionId: event.connectionId })
    case 'access_checked': {
      const { workspaceName, outcome } = event
      // The check is over: that it could not be recorded is no failure of it.
      return record(await db(), owner, event.kind, connectionId, { workspaceName, reason: outcome }).catch(
        (error: unknown) => log.warn({ err: error }, 'a check of an access could not be recorded'),
      )
    }
    case 'reconnect_needed': {
      const { tx, workspaceName, reason } = event
      return record(tx, owner, event.kind, connectionId, { workspaceName, reason })
    }
    default:
      return record(event.tx, owner, event.kind, connectionId, { workspaceName: event.workspaceName })
  }
}

/** The options of this app's token vault. */
export function appVaultOptions(): TokenVaultOptions {
  const { tokenKeys, notion, tokenMaxAgeDays } = config()
  return {
    database: db,
    keys: tokenKeys,
    notion,
    owners,
    maxTokenAgeDays: tokenMaxAgeDays,
    log,
    onEvent,
  }
}

// On globalThis because Next.js bundles this module more than once, and a shutdown has to wait for the work of every
// bundle.
const shared = globalThis as typeof globalThis & { latchkeyVault?: TokenVault }

/** The token vault of this app, created on first use. */
export function appVault(): TokenVault {
  shared.latchkeyVault ??= createTokenVault(appVaultOptions())
  return shared.latchkeyVault
}
