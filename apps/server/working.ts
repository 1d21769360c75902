// The background half of a process: jobs, announcements, the clock, the sealer. Several may run; each takes what is free.
import { startWorker } from '@songhe/kernel/worker'
import type { Installation } from './installation.ts'
import { startSealing } from './sealing.ts'
import type { Part } from './serving.ts'

export async function startWorking(installation: Installation, demo: boolean, _say: (text: string) => void): Promise<Part> {
  const { database, around, ownerUrl } = installation
  const worker = await startWorker(database, ownerUrl, around, demo)
  const sealing = startSealing(ownerUrl, around.log)
  return {
    async stop() {
      await worker.stop()
      // Last, so that what the jobs wrote is sealed before the lights go out.
      await sealing.stop()
    },
  }
}
