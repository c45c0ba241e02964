export {
  type ActivityDetail,
  type ActivityEntry,
  type ActivityKind,
  findActivity,
  listActivity,
  record,
} from './activity'
