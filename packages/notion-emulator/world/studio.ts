import { anyone, type GeneratorContext, hosted, Row, times } from './generators'
import { plain } from './rich-text'
import type { Schema } from './schema'
import type { WorldPage } from './types'

const CLIENTS = 10
const INVOICES_EACH = 3

interface Ids {
  readonly databaseId: string
  readonly clients: string
  readonly invoices: string
}

export const clientSchema = ({ databaseId, invoices }: Ids): Schema => ({
  Client: { id: 'title', name: 'Client', description: null, type: 'title', title: {} },
  Email: { id: 'email', name: 'Email', description: null, type: 'email', email: {} },
  Phone: { id: 'phone', name: 'Phone', description: null, type: 'phone_number', phone_number: {} },
  Website: { id: 'website', name: 'Website', description: null, type: 'url', url: {} },
  Invoices: {
    id: 'inv%40s',
    name: 'Invoices',
    description: null,
    type: 'relation',
    relation: {
      type: 'dual_property',
      dual_property: { synced_property_id: 'client', synced_property_name: 'Client of' },
      data_source_id: invoices,
      database_id: databaseId,
    },
  },
  Total: {
    id: 'total',
    name: 'Total',
    description: null,
    type: 'rollup',
    rollup: {
      function: 'sum',
      relation_property_name: 'Invoices',
      relation_property_id: 'inv%40s',
      rollup_property_name: 'Amount',
      rollup_property_id: 'amount',
    },
  },
})

export const invoiceSchema = ({ databaseId, clients }: Ids): Schema => ({
  Number: { id: 'title', name: 'Number', description: null, type: 'title', title: {} },
  Amount: { id: 'amount', name: 'Amount', description: null, type: 'number', number: { format: 'euro' } },
  Issued: { id: 'issued', name: 'Issued', description: null, type: 'date', date: {} },
  Paid: { id: 'paid', name: 'Paid', description: null, type: 'checkbox', checkbox: {} },
  Document: { id: 'document', name: 'Document', description: null, type: 'files', files: {} },
  'Client of': {
    id: 'client',
    name: 'Client of',
    description: null,
    type: 'relation',
    relation: {
      type: 'dual_property',
      dual_property: { synced_property_id: 'inv%40s', synced_property_name: 'Invoices' },
      data_source_id: clients,
      database_id: databaseId,
    },
  },
})

/** Clients and their invoices: rows of two data sources that name each other. */
export function studio(making: GeneratorContext, ids: Ids): { clients: WorldPage[]; invoices: WorldPage[] } {
  const { faker } = making
  const clients: WorldPage[] = []
  const invoices: WorldPage[] = []
  for (let index = 0; index < CLIENTS; index++) {
    const name = faker.company.name()
    const clientId = faker.string.uuid()
    let total = 0
    const theirs = Array.from({ length: index % 4 === 3 ? 0 : INVOICES_EACH }, (_, nth) => {
      const id = faker.string.uuid()
      const number = `2026-${String(index * INVOICES_EACH + nth + 1).padStart(3, '0')}`
      const amount = faker.number.int({ min: 20_000, max: 900_000 }) / 100
      total += amount
      const issued = new Date(Date.UTC(2026, index, 1 + nth * 9)).toISOString().slice(0, 10)
      invoices.push(
        new Row(
          { id, title: number, parentId: ids.invoices, ...times(making), editedBy: anyone(making) },
          {
            Number: { id: 'title', type: 'title', title: plain(number) },
            Amount: { id: 'amount', type: 'number', number: amount },
            Issued: { id: 'issued', type: 'date', date: { start: issued, end: null, time_zone: null } },
            Paid: { id: 'paid', type: 'checkbox', checkbox: nth < 2 },
            Document: { id: 'document', type: 'files', files: nth === 0 ? [hosted('report.pdf')] : [] },
            'Client of': { id: 'client', type: 'relation', relation: [{ id: clientId }] },
          },
        ),
      )
      return { id }
    })
    const [first = 'client'] = name.toLowerCase().split(/[^a-z]+/)
    clients.push(
      new Row(
        {
          id: clientId,
          title: name,
          icon: index % 3 === 0 ? { type: 'icon', name: 'pizza', color: 'orange' } : null,
          parentId: ids.clients,
          ...times(making),
          editedBy: anyone(making),
        },
        {
          Client: { id: 'title', type: 'title', title: plain(name) },
          Email: { id: 'email', type: 'email', email: index % 5 === 4 ? null : `hello@${first}.example.org` },
          Phone: {
            id: 'phone',
            type: 'phone_number',
            phone_number: index % 2 === 0 ? '+49 30 901820' : null,
          },
          Website: {
            id: 'website',
            type: 'url',
            url: index % 2 === 1 ? `https://${first}.example.org` : null,
          },
          Invoices: { id: 'inv%40s', type: 'relation', relation: theirs },
          Total: {
            id: 'total',
            type: 'rollup',
            rollup: { type: 'number', number: Math.round(total * 100) / 100, function: 'sum' },
          },
        },
      ),
    )
  }
  return { clients, invoices }
}
