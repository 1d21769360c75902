// For tests of the whole product: every room on a database of one's own, as `npm start` would bring it up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gather } from '@songhe/kernel/capability'
import { readConfig } from '@songhe/kernel/config'
import { TEST_SECRETS, type TestWorld, testDatabase } from '@songhe/kernel/testing'
import pg from 'pg'
import { capabilities } from './capabilities.ts'
import type { Installation } from './installation.ts'

export interface TestInstallation {
  world: TestWorld
  installation: Installation
  home: string
  close(): Promise<void>
}

export async function testInstallation(): Promise<TestInstallation> {
  const world = await testDatabase(capabilities)
  const home = mkdtempSync(path.join(tmpdir(), 'songhe-whole-'))
  const owner: Installation['owner'] = async (act) => {
    const client = new pg.Client({ connectionString: world.ownerUrl })
    await client.connect()
    try {
      return await act(client)
    } finally {
      await client.end()
    }
  }
  for (const room of capabilities) if (room.references) await owner(room.references)
  const installation = {
    config: { ...readConfig({ SONGHE_HOME: home }), secrets: { superuser: '', ...TEST_SECRETS } },
    adminUrl: '',
    database: world.database,
    around: { catalogue: gather(capabilities), log: { info() {}, warn() {}, error() {} } },
    ownerUrl: world.ownerUrl,
    empty: true,
    owner,
    stop: async () => {},
  } satisfies Installation
  return {
    world,
    installation,
    home,
    async close() {
      await world.close()
      rmSync(home, { recursive: true })
    },
  }
}
