// A stop that loses nothing: requests are answered to the end, jobs are finished or handed back, the database is closed; after ten seconds it is over anyway.
import type { Installation } from './installation.ts'
import type { Part } from './serving.ts'

const LONGEST = 9_500

export function stopOnSignal(parts: readonly Part[], installation: Installation) {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      // An open transaction of a process that is gone is rolled back by the database.
      setTimeout(() => process.exit(1), LONGEST).unref()
      const ends = await Promise.allSettled(parts.map((part) => part.stop()))
      await installation.stop()
      process.exit(ends.some((end) => end.status === 'rejected') ? 1 : 0)
    })
}
