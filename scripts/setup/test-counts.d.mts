export interface Counts {
  passed: number
  failed: number
  skipped: number
  skippedNames: string[]
  /** Tests that failed once and passed when they were tried again. */
  secondTryNames: string[]
}
export function unitCounts(path: string): { product: Counts; emulator: Counts; failed: number } | null
export function browserCounts(path: string): Counts | null
export function sumOf(runs: readonly (Counts | null)[]): Counts | null
