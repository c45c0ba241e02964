// The second half of `npm run lint`: imports follow the layers in scripts/lib/boundaries/layers.ts.
import { findViolations, formatViolation } from './lib/boundaries/check'

const violations = findViolations(process.cwd())
for (const violation of violations) console.error(formatViolation(violation))
console.log(
  violations.length === 0
    ? 'The import boundaries hold.'
    : `${violations.length} ${violations.length === 1 ? 'import crosses' : 'imports cross'} a boundary.`,
)
process.exit(violations.length === 0 ? 0 : 1)
