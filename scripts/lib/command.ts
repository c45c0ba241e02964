import { isLatchkeyError } from '@/lib/errors'

/**
 * Runs a command and ends the process, because Prisma's schema engine leaves a timer of ten seconds. For one of our errors
 * it prints the message, for any other the stack; the exit code is then 1.
 */
export async function runCommand(work: () => Promise<void>): Promise<never> {
  try {
    await work()
  } catch (error) {
    console.error(isLatchkeyError(error) ? error.message : error)
    process.exit(1)
  }
  process.exit(0)
}
