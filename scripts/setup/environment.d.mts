export const VARIABLES: readonly string[]
export function onlyThese(given: Record<string, string>): NodeJS.ProcessEnv
