import { owners } from '../accounts'
import { record } from '../activity'
import { config, log, logSecurityEvent } from '../config'
import { db } from '../database'
import { createTokenVault, type TokenVault, type TokenVaultOptions, type VaultEvent } from '../token-vault'

/** Writes what happens to connections into the activity of their owners and the security log. */
async function onEvent(event: VaultEvent): Promise<void> {
  const { owner, connectionId } = event
  switch (event.kind) {
    case 'disconnect_committed':
      return logSecurityEvent('disconnected', { userId: owner, connectionId: event.connectionId })
    case 'foreign_id_requested':
      return logSecurityEvent('foreign_id', { userId: owner, connectionId: event.connectionId })
    case 'reconnect_needed': {
      const { tx, workspaceName, reason } = event
      return record(tx, owner, event.kind, connectionId, { workspaceName, reason })
    }
    default:
      return record(event.tx, owner, event.kind, connectionId, { workspaceName: event.workspaceName })
  }
}

/** The vault's options in this app. */
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

// Kept on globalThis because Next.js bundles this module more than once, and a shutdown has to wait for the work
// of every bundle.
const shared = globalThis as typeof globalThis & { latchkeyVault?: TokenVault }

/** The token vault of this app, made at its first use. */
export function appVault(): TokenVault {
  shared.latchkeyVault ??= createTokenVault(appVaultOptions())
  return shared.latchkeyVault
}
