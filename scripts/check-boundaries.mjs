// `npm run lint`, second half: imports follow the list of layers in scripts/boundaries/layers.ts.
import { register } from 'tsx/esm/api'

register()
const { findViolations, printed } = await import('./boundaries/check.ts')
const violations = findViolations(process.cwd())
for (const violation of violations) console.error(printed(violation))
console.log(
  violations.length === 0
    ? 'The import boundaries hold.'
    : `${violations.length} ${violations.length === 1 ? 'import crosses' : 'imports cross'} a boundary.`,
)
process.exit(violations.length === 0 ? 0 : 1)
