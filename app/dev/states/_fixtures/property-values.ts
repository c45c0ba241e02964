import { text } from '@/components/notion-content/samples/rich-text'
import type { PropertyOf, PropertyType, User } from '@/lib/notion'

const PAGE = '00000000-0000-4000-8000-000000000002'
const LONG_WORD = 'Averylongwordwithoutanyspaceinside'.repeat(4)

const ada: User = {
  object: 'user',
  id: '00000000-0000-4000-8000-000000000011',
  name: 'Ada Lovelace',
  avatar_url: null,
  type: 'person',
  person: {},
}
/** Notion gives no more where the capability to read people is missing. */
const someone: User = { object: 'user', id: '00000000-0000-4000-8000-000000000012' }
const rightToLeft: User = { ...ada, id: '00000000-0000-4000-8000-000000000013', name: 'ليلى حداد' }

const COLORS = [
  'default',
  'gray',
  'brown',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'red',
] as const

const day = { start: '2026-11-24', end: null, time_zone: null }

/** Every type of property, filled and empty: a type that a later SDK adds does not compile until it stands here. */
export const PROPERTY_VALUES: { readonly [Type in PropertyType]: readonly PropertyOf<Type>[] } = {
  title: [
    { id: 'title', type: 'title', title: [text('A title')] },
    { id: 'title', type: 'title', title: [text(LONG_WORD)] },
    { id: 'title', type: 'title', title: [] },
  ],
  rich_text: [
    {
      id: 'text',
      type: 'rich_text',
      rich_text: [
        text('Plain, '),
        text('bold', { bold: true }),
        text(', '),
        text('code', { code: true }),
        text(', '),
        text('blue', { color: 'blue' }),
        text(' and '),
        text('a link', {}, 'https://example.com/'),
        text('.\nA second line, and מימין לשמאל'),
      ],
    },
    { id: 'text', type: 'rich_text', rich_text: [text(LONG_WORD)] },
    { id: 'text', type: 'rich_text', rich_text: [] },
  ],
  number: [
    { id: 'number', type: 'number', number: 1234.5 },
    { id: 'number', type: 'number', number: 0 },
    { id: 'number', type: 'number', number: null },
  ],
  select: [
    { id: 'select', type: 'select', select: { id: '1', name: 'Chosen', color: 'green' } },
    { id: 'select', type: 'select', select: { id: '2', name: LONG_WORD, color: 'purple' } },
    { id: 'select', type: 'select', select: null },
  ],
  multi_select: [
    {
      id: 'multi',
      type: 'multi_select',
      multi_select: COLORS.map((color) => ({ id: color, name: color, color })),
    },
    { id: 'multi', type: 'multi_select', multi_select: [] },
  ],
  status: [
    { id: 'status', type: 'status', status: { id: '1', name: 'In progress', color: 'blue' } },
    { id: 'status', type: 'status', status: null },
  ],
  date: [
    { id: 'date', type: 'date', date: day },
    { id: 'date', type: 'date', date: { ...day, end: '2026-12-02' } },
    {
      id: 'date',
      type: 'date',
      date: {
        start: '2026-11-24T09:00:00.000+01:00',
        end: '2026-11-24T10:15:00.000+01:00',
        time_zone: null,
      },
    },
    {
      id: 'date',
      type: 'date',
      date: { start: '2026-11-24T09:00:00.000-05:00', end: null, time_zone: 'America/New_York' },
    },
    { id: 'date', type: 'date', date: null },
  ],
  people: [
    { id: 'people', type: 'people', people: [ada, rightToLeft, someone] },
    {
      id: 'people',
      type: 'people',
      people: [{ object: 'group', id: '00000000-0000-4000-8000-000000000014', name: 'Reviewers' }],
    },
    { id: 'people', type: 'people', people: [] },
  ],
  files: [
    {
      id: 'files',
      type: 'files',
      files: [
        {
          name: 'plan.pdf',
          type: 'file',
          file: { url: 'https://files.example/plan.pdf', expiry_time: '2026-11-24T10:00:00.000Z' },
        },
        { name: 'A picture elsewhere', type: 'external', external: { url: 'https://example.com/a.png' } },
        { name: 'No address that may be opened', type: 'external', external: { url: 'javascript:void 0' } },
      ],
    },
    { id: 'files', type: 'files', files: [] },
  ],
  checkbox: [
    { id: 'checkbox', type: 'checkbox', checkbox: true },
    { id: 'checkbox', type: 'checkbox', checkbox: false },
  ],
  url: [
    { id: 'url', type: 'url', url: 'https://example.com/a/path?with=a&query=1' },
    { id: 'url', type: 'url', url: 'example.com' },
    { id: 'url', type: 'url', url: null },
  ],
  email: [
    { id: 'email', type: 'email', email: 'ada@example.com' },
    { id: 'email', type: 'email', email: null },
  ],
  phone_number: [
    { id: 'phone', type: 'phone_number', phone_number: '+44 20 7946 0958' },
    { id: 'phone', type: 'phone_number', phone_number: null },
  ],
  formula: [
    { id: 'formula', type: 'formula', formula: { type: 'string', string: 'Put together' } },
    { id: 'formula', type: 'formula', formula: { type: 'number', number: 41.5 } },
    { id: 'formula', type: 'formula', formula: { type: 'boolean', boolean: true } },
    { id: 'formula', type: 'formula', formula: { type: 'date', date: day } },
    { id: 'formula', type: 'formula', formula: { type: 'string', string: null } },
    { id: 'formula', type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
  ],
  relation: [
    { id: 'relation', type: 'relation', relation: [{ id: PAGE }] },
    { id: 'relation', type: 'relation', relation: [] },
  ],
  rollup: [
    { id: 'rollup', type: 'rollup', rollup: { type: 'number', number: 12, function: 'sum' } },
    { id: 'rollup', type: 'rollup', rollup: { type: 'date', date: day, function: 'latest_date' } },
    {
      id: 'rollup',
      type: 'rollup',
      rollup: {
        type: 'array',
        array: [
          { type: 'title', title: [text('One')] },
          { type: 'number', number: 2 },
          { type: 'checkbox', checkbox: true },
          { type: 'select', select: { id: '1', name: 'Three', color: 'pink' } },
        ],
        function: 'show_original',
      },
    },
    { id: 'rollup', type: 'rollup', rollup: { type: 'array', array: [], function: 'show_unique' } },
    { id: 'rollup', type: 'rollup', rollup: { type: 'unsupported', unsupported: {}, function: 'median' } },
  ],
  created_time: [{ id: 'created', type: 'created_time', created_time: '2026-05-01T08:00:00.000Z' }],
  created_by: [
    { id: 'creator', type: 'created_by', created_by: ada },
    { id: 'creator', type: 'created_by', created_by: someone },
  ],
  last_edited_time: [
    { id: 'edited', type: 'last_edited_time', last_edited_time: '2026-11-01T08:00:00.000Z' },
  ],
  last_edited_by: [{ id: 'editor', type: 'last_edited_by', last_edited_by: rightToLeft }],
  unique_id: [
    { id: 'unique', type: 'unique_id', unique_id: { prefix: 'TASK', number: 17 } },
    { id: 'unique', type: 'unique_id', unique_id: { prefix: null, number: 18 } },
    { id: 'unique', type: 'unique_id', unique_id: { prefix: null, number: null } },
  ],
  button: [{ id: 'button', type: 'button', button: {} }],
  place: [
    {
      id: 'place',
      type: 'place',
      place: { lat: 51.4779, lon: -0.0015, name: 'Royal Observatory', address: 'Greenwich, London' },
    },
    { id: 'place', type: 'place', place: { lat: 51.4779, lon: -0.0015 } },
    { id: 'place', type: 'place', place: null },
  ],
  verification: [
    {
      id: 'verification',
      type: 'verification',
      verification: { state: 'verified', date: { ...day, end: '2027-02-24' }, verified_by: ada },
    },
    {
      id: 'verification',
      type: 'verification',
      verification: { state: 'expired', date: day, verified_by: null },
    },
    {
      id: 'verification',
      type: 'verification',
      verification: { state: 'unverified', date: null, verified_by: null },
    },
    { id: 'verification', type: 'verification', verification: null },
  ],
}
