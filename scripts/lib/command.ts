import { isLatchkeyError } from '@/lib/errors'

/**
 * Runs a command's work and ends the process: Prisma's schema engine leaves a timer of ten seconds behind.
 * An error of ours is a sentence, any other a stack; both end with exit code 1.
 */
export async function command(work: () => Promise<void>): Promise<never> {
  try {
    await work()
  } catch (error) {
    console.error(isLatchkeyError(error) ? error.message : error)
    process.exit(1)
  }
  process.exit(0)
}
