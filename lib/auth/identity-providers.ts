import type { IdentityProvider } from './identity-provider'
import { notionIdentity } from './notion-identity'

/** Every way to sign in. A further one is a file beside `notion-identity.ts` and an entry here. */
export const identityProviders = (): readonly IdentityProvider[] => [notionIdentity()]
