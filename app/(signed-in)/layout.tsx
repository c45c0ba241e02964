import type { ReactNode } from 'react'
import { currentSession } from '@/lib/auth'
import { SignedInShell } from './_components/signed-in-shell'

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const session = await currentSession()
  // The page redirects to the sign-in page itself, because it knows which address to return to.
  return session ? <SignedInShell session={session}>{children}</SignedInShell> : children
}
