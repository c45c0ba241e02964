/** The result of one check, and how to fix a problem. */
export interface Finding {
  readonly isOk: boolean
  readonly message: string
  readonly fix?: string
}

export const ok = (message: string): Finding => ({ isOk: true, message })
export const problem = (message: string, fix: string): Finding => ({ isOk: false, message, fix })
