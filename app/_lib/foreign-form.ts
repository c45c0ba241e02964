import { config } from '@/lib/config'
import { PRODUCT_NAME } from '@/lib/shared/brand.mjs'
import { textResponse } from './responses'

/**
 * The answer to a form that another site sent to a route of ours; null for a form of our own. Next.js checks server
 * actions itself.
 *
 * @param instead what to do after opening the app, such as "and sign out there"
 */
export function refuseForeignForm(request: Request, instead: string): Response | null {
  const origin = request.headers.get('origin')
  if (origin === null || origin === config().authUrl) return null
  return textResponse(403, `This form was sent from another site. Open ${PRODUCT_NAME} ${instead}.`)
}
