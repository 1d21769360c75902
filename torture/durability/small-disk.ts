// A disk of a few hundred megabytes that a trial may fill to the last byte, as root.
import { spawnSync } from 'node:child_process'
import { mkdirSync, openSync, closeSync, rmSync, statfsSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Arena } from '../trial.ts'

export interface SmallDisk {
  folder: string
  /** Takes what is left, and again whatever is given free. */
  fill(): void
  clear(): void
  free(): number
  remove(): void
}

export function lacksMount(): string | undefined {
  if (process.getuid?.() !== 0) return 'mounting a small disk takes root'
  const tried = spawnSync('sh', [
    '-c',
    'd=$(mktemp -d) && mount -t tmpfs -o size=1m tmpfs "$d" && umount "$d"; r=$?; rmdir "$d"; exit $r',
  ])
  return tried.status === 0 ? undefined : 'this machine does not let a small disk be mounted'
}

let disks = 0
export function smallDisk(arena: Arena, megabytes: number): SmallDisk {
  const folder = path.join(arena.folder, `disk-${disks++}`)
  mkdirSync(folder)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { encoding: 'utf8' })
  if (mounted.status !== 0) throw new Error(mounted.stderr)
  const ballast = path.join(folder, 'ballast')
  const free = () => {
    const space = statfsSync(folder)
    return space.bavail * space.bsize
  }
  return {
    folder,
    free,
    fill() {
      const handle = openSync(ballast, 'a')
      try {
        for (const size of [1024 ** 2, 4_096, 1]) {
          const block = Buffer.alloc(size)
          try {
            for (;;) if (writeSync(handle, block) < size) break
          } catch {
            // full to this block size
          }
        }
      } finally {
        closeSync(handle)
      }
    },
    clear: () => rmSync(ballast, { force: true }),
    remove: () => void spawnSync('umount', ['-l', folder]),
  }
}
