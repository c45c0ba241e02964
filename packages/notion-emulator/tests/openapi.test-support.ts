import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const FILE = join(process.cwd(), '..', 'shared', 'notion-openapi.json')

/** As published it refuses real answers: members that came later, alternatives that overlap, times. */
function relax(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relax)
  if (typeof node !== 'object' || node === null) return node
  const relaxed: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(node)) {
    if (name === 'additionalProperties' && value === false) continue
    // Dates carry times too.
    if (name === 'format' && value === 'date') continue
    relaxed[name === 'oneOf' ? 'anyOf' : name] = relax(value)
  }
  return relaxed
}

interface Validate {
  /** What is wrong with an answer. */
  (method: string, path: string, status: number, body: unknown): string[]
  /** What is wrong with a part of it: an answer may hold partial objects too, which nearly everything is. */
  part(schema: string, value: unknown): string[]
}

const NAMED_ICON = '"icon":{"type":"icon"'

/** Named icons came after the description that the tests have; the SDK's types know them. */
export const hasNamedIcon = (value: unknown): boolean => JSON.stringify(value).includes(NAMED_ICON)

/** Validates answers against Notion's own description, where that file is; null, and said, where it is not. */
export function openapi(): Validate | null {
  if (!existsSync(FILE)) {
    process.stdout.write(
      'NOT RUN: validation against Notion’s OpenAPI description, which is not beside this checkout\n',
    )
    return null
  }
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(relax(JSON.parse(readFileSync(FILE, 'utf8'))) as object, 'notion')
  const wrong = (ref: string, value: unknown) => {
    const validate = ajv.getSchema(ref) ?? ajv.compile({ $ref: ref })
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }
  const whole = (method: string, path: string, status: number, body: unknown) =>
    wrong(
      `notion#/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}/content/application~1json/schema`,
      body,
    )
  return Object.assign(whole, {
    part: (schema: string, value: unknown) => wrong(`notion#/components/schemas/${schema}`, value),
  })
}
