// The measured half of P12, in a process of its own so that its memory is the import's: `node bench/p12-import.ts <file>`; prints one line of JSON.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import { sheetsCapability } from '@songhe/kernel/sheets/capability'
import { checkImport } from '@songhe/kernel/sheets/check-import'
import { commitImport } from '@songhe/kernel/sheets/commit-import'
import { previewImport, showImport } from '@songhe/kernel/sheets/preview-import'
import { testDatabase } from '@songhe/kernel/testing'
import { capability as registry } from '@songhe/registry/capability'
import { plantAreas } from '../core/registry/server/testing/plant-areas.ts'
import { copiedWithKey, type Copied } from './copy-with-key.ts'
import { timed } from './database-of-bench.ts'

export interface ImportMeasured {
  added: number
  preview: number
  check: number
  commit: number
  /** Largest resident memory of this process so far, bytes. */
  peak: number
  copied: Copied
}

const TABLES = ['registry.person', 'registry.person_gram', 'registry.fact', 'registry.payee']
const clerk = { roles: ['clerk' as const] }

const file = process.argv[2]!
const world = await testDatabase([sheetsCapability, registry])
await plantAreas(world)
const id = newId()
const params = { id }
const preview = await timed(() =>
  world.as(clerk, (ctx) =>
    previewImport(ctx, {
      query: { id, sheet: 'roll' },
      file: { name: path.basename(file), mediaType: '', bytes: readFileSync(file) },
    }),
  ),
)
const { headerRow, mapping } = await world.as(clerk, (ctx) => showImport(ctx, { params }))
const check = await timed(async () => {
  await world.as(clerk, (ctx) => checkImport(ctx, { params, body: { headerRow, mapping, options: {} } }))
  await world.work()
})
const commit = await timed(async () => {
  await world.as(clerk, (ctx) => commitImport(ctx, { params, body: { partly: false } }))
  await world.work()
})
const { import: row } = await world.as(clerk, (ctx) => showImport(ctx, { params }))
const peak = process.resourceUsage().maxRSS * 1024
const copied = await copiedWithKey(world, TABLES)
const measured: ImportMeasured = { added: row.added ?? 0, preview, check, commit, peak, copied }
console.log(JSON.stringify(measured))
await world.close()
