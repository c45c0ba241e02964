import { cookies } from 'next/headers'
import { parseTimeZone, TIME_ZONE_COOKIE } from '@/lib/shared/time-zone'

/** The time zone of the reader's device; UTC until their browser has told it, and without JavaScript. */
export const readerTimeZone = async (): Promise<string> =>
  parseTimeZone((await cookies()).get(TIME_ZONE_COOKIE)?.value)
