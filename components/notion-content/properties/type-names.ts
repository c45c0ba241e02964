import type { PropertyType } from '@/lib/notion'

/** Notion's names of property types. */
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

/** The name of a property type; for an unknown type, its identifier. */
export const typeName = (type: string): string =>
  Object.hasOwn(WORDS, type) ? WORDS[type as PropertyType] : type.replaceAll('_', ' ')
