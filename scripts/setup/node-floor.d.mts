export const FLOOR: string
export function tooOld(version?: string): string | null
export function requireNode(): void
