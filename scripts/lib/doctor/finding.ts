/** What one check found, in a sentence; `mend` says what to do about it. */
export interface Finding {
  readonly good: boolean
  readonly says: string
  readonly mend?: string
}

export const good = (says: string): Finding => ({ good: true, says })
export const bad = (says: string, mend: string): Finding => ({ good: false, says, mend })
