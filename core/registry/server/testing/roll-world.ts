// For tests: a roll goes through the kernel's own verbs, as a clerk would send it.
import { checkCharacter } from '@songhe/basics/citizen-id'
import { newId } from '@songhe/basics/ids'
import { checkImport } from '@songhe/kernel/sheets/check-import'
import { commitImport } from '@songhe/kernel/sheets/commit-import'
import { listRowProblems } from '@songhe/kernel/sheets/list-imports'
import { previewImport, showImport } from '@songhe/kernel/sheets/preview-import'
import { undoImport } from '@songhe/kernel/sheets/undo-import'
import type { Somebody, TestWorld } from '@songhe/kernel/testing'

const CLERK: Somebody = { roles: ['clerk'], staff: '经办员' }

/** A woman's number of the demo prefix with this birthday. */
export function numberOf(birth: string, serial = 2): string {
  const first17 = `500199${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return first17 + checkCharacter(first17)
}

export function rollOffice(world: TestWorld, who: Somebody = CLERK, sheet = 'roll') {
  const show = async (id: string) => (await world.as(who, (ctx) => showImport(ctx, { params: { id } }))).import
  return {
    show,
    async upload(rows: readonly (readonly string[])[], name = '名册.csv') {
      const bytes = Buffer.from(rows.map((row) => row.join(',')).join('\n'))
      return world.as(who, (ctx) =>
        previewImport(ctx, { query: { id: newId(), sheet }, file: { name, mediaType: 'text/csv', bytes } }),
      )
    },
    async check(id: string, options: Record<string, string> = {}) {
      const seen = await world.as(who, (ctx) => showImport(ctx, { params: { id } }))
      await world.as(who, (ctx) =>
        checkImport(ctx, { params: { id }, body: { headerRow: seen.headerRow, mapping: seen.mapping, options } }),
      )
      await world.work()
      return show(id)
    },
    async commit(id: string, partly = true) {
      await world.as(who, (ctx) => commitImport(ctx, { params: { id }, body: { partly } }))
      await world.work()
      return show(id)
    },
    async problems(id: string) {
      const query = { page: 1, size: 200, warnings: true }
      return (await world.as(who, (ctx) => listRowProblems(ctx, { params: { id }, query }))).rows
    },
    async undo(id: string) {
      const answer = await world.as(who, (ctx) => undoImport(ctx, { params: { id }, body: { reason: '传错了文件' } }))
      await world.work()
      return answer
    },
  }
}
