import { expect, expectTypeOf, test, vi } from 'vitest'
import {
  CommitUnknown,
  ConfigurationError,
  ConnectionGone,
  DatabaseInUse,
  type ErrorCode,
  type ErrorWithCode,
  isLatchkeyError,
  type LatchkeyError,
  ListPositionLost,
  NotionMisconfigured,
  NotionRefused,
  NotionUnavailable,
  PersonNotResolved,
  ReadAbandoned,
  ReconnectRequired,
  RefreshUnsettled,
  SealBroken,
  SignInRefused,
  StorageUnavailable,
} from './errors'

/** `true` for one type, `false` for none or for a union of several. */
type IsOne<Type, All = Type> = [Type] extends [never]
  ? false
  : Type extends unknown
    ? [All] extends [Type]
      ? true
      : false
    : never
type EachCodeNarrows = { [Code in ErrorCode]: IsOne<ErrorWithCode<Code>> }

test('each code is a literal that selects one class', () => {
  expectTypeOf<string>().not.toExtend<ErrorCode>()
  expectTypeOf<EachCodeNarrows>().toEqualTypeOf<{ [Code in ErrorCode]: true }>()
})

test('a check of the code narrows the union', () => {
  const error: LatchkeyError = new ReconnectRequired('access_removed') as LatchkeyError
  if (error.code === 'reconnect_required') expectTypeOf(error).toEqualTypeOf<ReconnectRequired>()
  if (error.code === 'notion_refused') expectTypeOf(error.kind).toEqualTypeOf<NotionRefused['kind']>()
  expect(error.code).toBe('reconnect_required')
})

const ERRORS = {
  reconnect_required: new ReconnectRequired('access_removed'),
  refresh_unsettled: new RefreshUnsettled(7),
  connection_gone: new ConnectionGone(),
  notion_refused: new NotionRefused(404, 'object_not_found', null),
  notion_unavailable: new NotionUnavailable('timeout', null, null),
  notion_misconfigured: new NotionMisconfigured(),
  list_position_lost: new ListPositionLost(null),
  person_not_resolved: new PersonNotResolved('Ada', 0),
  read_abandoned: new ReadAbandoned(),
  seal_broken: new SealBroken(),
  sign_in_refused: new SignInRefused('code-used'),
  storage_unavailable: new StorageUnavailable(),
  configuration: new ConfigurationError([]),
  database_in_use: new DatabaseInUse('folder', 'process 1', 'folder.lock'),
} satisfies { [Code in ErrorCode]: ErrorWithCode<Code> }

test.each(Object.entries(ERRORS))('%s is recognized by its code and its class', (code, error) => {
  expect(error.code).toBe(code)
  expect(isLatchkeyError(error)).toBe(true)
  expect(error.name).toBe(error.constructor.name)
  expect(error).toBeInstanceOf(error.constructor)
  expect(error instanceof ReconnectRequired).toBe(code === 'reconnect_required')
})

test('an error of another kind is not one of ours', () => {
  expect(isLatchkeyError(new TypeError('a mistake'))).toBe(false)
  expect(isLatchkeyError({ code: 'reconnect_required' })).toBe(false)
})

test('a class recognizes the errors of another copy of this module', async () => {
  vi.resetModules()
  const copy = await import('./errors')
  expect(copy.ReconnectRequired).not.toBe(ReconnectRequired)
  const error: unknown = new copy.ReconnectRequired('access_removed')
  expect(isLatchkeyError(error)).toBe(true)
  expect(error).toBeInstanceOf(ReconnectRequired)
  expect(error).not.toBeInstanceOf(ConnectionGone)
  expect(new copy.CommitUnknown()).toBeInstanceOf(CommitUnknown)
  expect(new copy.CommitUnknown()).toBeInstanceOf(StorageUnavailable)
  expect(new copy.StorageUnavailable()).not.toBeInstanceOf(CommitUnknown)
})
