/** All variables of the app. .env.example explains them. */
export const VARIABLES = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'LATCHKEY_DATA_DIR',
  'AUTH_SECRET',
  'AUTH_URL',
  'NOTION_CLIENT_ID',
  'NOTION_CLIENT_SECRET',
  'NOTION_REDIRECT_URI',
  'NOTION_API_URL',
  'TOKEN_KEYS',
  'TOKEN_MAX_AGE_DAYS',
  'STOP_GRACE_SECONDS',
  'RATE_LIMITS',
  'RATE_LIMITS_PER_MINUTE',
  'MAX_PER_PERSON',
  'TRUSTED_PROXIES',
  'ACTIVITY_DAYS',
  'CONTACT_EMAIL',
  'SECURITY_CONTACT',
  'SOURCE_URL',
  'LOG_LEVEL',
  'PORT',
  'LATCHKEY_DEMO',
]

/**
 * This process's environment with only these variables of the app. The others are set to an empty string, which counts as
 * absent and overrides .env files.
 */
export function isolatedEnvironment(variables) {
  const cleared = Object.fromEntries(VARIABLES.map((name) => [name, '']))
  return {
    ...process.env,
    ...cleared,
    ...variables,
    LATCHKEY_IGNORE_DOTENV: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
