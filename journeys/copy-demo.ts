// The demo region is planted once per test run; every story gets a copy of its folder, so none sees what another did.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startSongheProcess } from '../torture/songhe-process.ts'

/** Filled by whichever story comes first, removed by the global set-up (tools/test-database.ts). Without a run around it each story plants its own. */
export async function copyDemo(home: string, scale: number) {
  const shared = process.env.SONGHE_TEST_DEMO
  if (!shared) return
  const planted = path.join(shared, `scale-${scale}`)
  const claim = `${planted}.claim`
  if (!existsSync(planted) && claimed(claim)) {
    const own = `${planted}.planting`
    try {
      const server = await startSongheProcess({ home: own, scale })
      await server.stop()
      renameSync(own, planted)
    } catch (error) {
      rmSync(own, { recursive: true, force: true })
      rmSync(claim, { recursive: true, force: true })
      throw error
    }
  }
  while (!existsSync(planted)) {
    if (!existsSync(claim)) return copyDemo(home, scale)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  // With owners and modes: as root the database belongs to nobody.
  const copied = spawnSync('cp', ['-a', '--reflink=auto', `${planted}/.`, home], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(copied.stderr)
}

function claimed(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}
