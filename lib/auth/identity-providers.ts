import type { IdentityProvider } from './identity-provider'
import { notionIdentity } from './notion-identity'

/** All ways to sign in. To add one, create a file like `notion-identity.ts` and add it here. */
export const identityProviders = (): readonly IdentityProvider[] => [notionIdentity()]
