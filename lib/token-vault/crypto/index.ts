export { keyChecks, type TokenKey, type TokenKeys } from './key-ring'
export { type ExpectedBinding, open, reseal, sameToken, sealingKeyOf } from './open'
export { type Binding, seal, type TokenUse } from './seal'
