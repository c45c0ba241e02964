export { type ActivityDetail, type ActivityEntry, type ActivityKind, listActivity, record } from './activity'
