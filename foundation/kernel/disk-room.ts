// Keeps the office readable when its disk fills up: writes are refused before the database runs out, and a reserve is given back to it so that reading goes on.
import { open, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from './context.ts'

export interface DiskRoom {
  /** Nothing may be written now; what is there can be read. */
  short(): boolean
  stop(): void
}

const MB = 1024 ** 2
/** Below `refuse` writes are refused until there is `resume` again; below `release` the reserve goes to the database. */
export const ROOM = { refuse: 64 * MB, resume: 96 * MB, release: 24 * MB, reserve: 32 * MB }
const LOOK_EVERY = 300

/** @param folder on the disk of the database */
export async function watchDiskRoom(folder: string, log: Log): Promise<DiskRoom> {
  const reserve = path.join(folder, 'reserve')
  let short = false
  let busy = false

  async function look() {
    const space = await statfs(folder)
    const free = space.bavail * space.bsize
    if (free < ROOM.release && (await sizeOf(reserve)) > 0) {
      await rm(reserve, { force: true })
      log.error({ free }, 'disk full: the reserve is given to the database')
    }
    if (!short && free < ROOM.refuse) {
      short = true
      log.error({ free }, 'disk nearly full: nothing is written until there is room')
    } else if (short && free >= ROOM.resume) {
      short = false
      log.warn({ free }, 'there is room on the disk again')
    }
    if (!short && free > ROOM.resume + ROOM.reserve && (await sizeOf(reserve)) < ROOM.reserve) await putBy(reserve)
  }
  const guarded = async () => {
    if (busy) return
    busy = true
    await look().catch((error) => log.warn({ error: String(error) }, 'disk room'))
    busy = false
  }
  await guarded()
  const clock = setInterval(() => void guarded(), LOOK_EVERY)
  clock.unref()
  return { short: () => short, stop: () => clearInterval(clock) }
}

const sizeOf = (file: string) =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** Written, not only declared: an empty hole reserves nothing. */
async function putBy(file: string) {
  const handle = await open(file, 'w', 0o600)
  try {
    const block = Buffer.alloc(MB)
    for (let written = 0; written < ROOM.reserve; written += MB) await handle.write(block)
  } finally {
    await handle.close()
  }
}
