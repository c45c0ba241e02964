export {
  type ActivityDetail,
  type ActivityEntry,
  type ActivityKind,
  findActivity,
  listActivity,
  purgeActivity,
  record,
  wasDisconnected,
} from './activity'
