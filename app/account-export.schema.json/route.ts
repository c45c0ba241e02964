import { exportJsonSchema } from '@/lib/accounts'

/** What an export of a person's data holds, as JSON Schema. */
export function GET(): Response {
  return Response.json(exportJsonSchema(), { headers: { 'content-type': 'application/schema+json' } })
}
