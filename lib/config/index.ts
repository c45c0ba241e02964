export { CALLBACK_PATH, type Config, config, type KeyRingEntry, PROCESS_NAME, parseConfig } from './config'
export { ConfigurationError } from './fault'
export { log, withoutSecrets } from './log'
