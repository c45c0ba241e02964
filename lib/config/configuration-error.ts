import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { LatchkeyError } from '../errors'

/** The environment is wrong. `faults` are sentences that begin with the variable's name. */
export class ConfigurationError extends LatchkeyError {
  readonly code = 'configuration'
  constructor(readonly faults: readonly string[]) {
    super(
      [
        `${PRODUCT_NAME} cannot start: its configuration has faults.`,
        ...faults.map((fault) => `  - ${fault}`),
      ]
        .concat(
          `See .env.example for every variable. To try ${PRODUCT_NAME} without any of them: npm run demo`,
        )
        .join('\n'),
    )
  }
}
