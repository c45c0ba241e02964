import { appVaultOptions } from '@/lib/bootstrap/app-vault'
import type { TokenVault } from '@/lib/token-vault'
import { createContext, type VaultContext } from '@/lib/token-vault/context'
import { vaultOf } from '@/lib/token-vault/token-vault'

let made: { readonly context: VaultContext; readonly vault: TokenVault } | undefined

function testVault() {
  if (made === undefined) {
    const context = createContext(appVaultOptions())
    made = { context, vault: vaultOf(context) }
  }
  return made
}

/** The vault of this test file: the app's options, on the database of the running test. */
export const vault = (): TokenVault => testVault().vault

/** The context of `vault()`, for tests of the functions inside it. */
export const vaultContext = (): VaultContext => testVault().context
