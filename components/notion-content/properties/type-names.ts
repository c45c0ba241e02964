import type { PropertyType } from '@/lib/notion'

/** What Notion calls a property of each type. */
const WORDS: { readonly [Type in PropertyType]: string } = {
  title: 'Title',
  rich_text: 'Text',
  number: 'Number',
  select: 'Select',
  multi_select: 'Multi-select',
  status: 'Status',
  date: 'Date',
  people: 'Person',
  files: 'Files & media',
  checkbox: 'Checkbox',
  url: 'URL',
  email: 'Email',
  phone_number: 'Phone',
  formula: 'Formula',
  relation: 'Relation',
  rollup: 'Rollup',
  created_time: 'Created time',
  created_by: 'Created by',
  last_edited_time: 'Last edited time',
  last_edited_by: 'Last edited by',
  unique_id: 'ID',
  button: 'Button',
  place: 'Place',
  verification: 'Verification',
}

/** In plain words; Notion's own for a type of a later day. */
export const typeName = (type: string): string =>
  Object.hasOwn(WORDS, type) ? WORDS[type as PropertyType] : type.replaceAll('_', ' ')
