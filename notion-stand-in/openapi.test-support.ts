import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const FILE = join(process.cwd(), '..', 'shared', 'notion-openapi.json')

/** As published it refuses real answers: members that came later, and alternatives that overlap. */
function relax(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relax)
  if (typeof node !== 'object' || node === null) return node
  const relaxed: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(node)) {
    if (name === 'additionalProperties' && value === false) continue
    relaxed[name === 'oneOf' ? 'anyOf' : name] = relax(value)
  }
  return relaxed
}

type Validate = (method: string, path: string, status: number, body: unknown) => string[]

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
  return (method, path, status, body) => {
    const pointer = path.replaceAll('/', '~1')
    const ref = `notion#/paths/${pointer}/${method}/responses/${status}/content/application~1json/schema`
    const validate = ajv.getSchema(ref) ?? ajv.compile({ $ref: ref })
    return validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }
}
