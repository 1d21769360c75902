// Rounds in which everybody publishes the same submitted table.
import { newId } from '@songhe/basics/ids'
import { testDatabase } from '@songhe/kernel/testing'
import { capability as policy } from '../../core/policy/server/capability.ts'
import { loadDocuments } from '../../core/policy/server/documents/load-documents.ts'
import { importPack } from '../../core/policy/server/packs/import-pack.ts'
import { publishPack, submitDraft } from '../../core/policy/server/packs/publish-pack.ts'
import { capability as registry } from '../../core/registry/server/capability.ts'
import type { Round } from './contest.ts'

const DOCUMENT = `
key: hill
number: 松府发〔2026〕1号
title: 松林办法
status: in-force
region: shapingba
issued_on: 2026-01-01
clauses: [{ locator: 一, heading: 津贴 }]
`
const table = (key: string) => `
table: ${key}月标准
key: ${key}
kind: allowance
region: shapingba
ground: { document: 松府发〔2026〕1号, clause: 一 }
valid: { from: 2026-02-01 }
hit: unique
inputs: { 年龄: person.age, 在世: person.alive }
output: { 月标准: money }
rows:
  - { id: '80', when: { 年龄: '>= 80', 在世: 'true' }, then: { 月标准: 100元 }, amount: { decision: 决定-1, status: decided } }
`
const CASES = `
- { case: 满80周岁当天, on: 2026-11-24, facts: { person.birth: 1946-11-24, person.alive: true }, expect: { row: '80', 月标准: 100元 } }
- { case: 差一天, on: 2026-11-23, facts: { person.birth: 1946-11-24, person.alive: true }, expect: null }
- { case: 生死不明, on: 2026-11-24, facts: { person.birth: 1946-11-24 }, expect: { missing: [person.alive] } }
`

export async function publishing(): Promise<{ next(): Promise<Round>; close(): Promise<void> }> {
  const world = await testDatabase([registry, policy], undefined, 64)
  await loadDocuments({ query: (text, values) => world.owner(text, values) }, [{ file: 'documents/hill.yaml', text: DOCUMENT }])
  await world.owner(
    `insert into policy.decision (district, key, subject, decided_on, decided_by) values (1, '决定-1', '津贴标准', '2026-01-05', '镇务会')`,
  )
  let count = 0
  return {
    close: () => world.close(),
    async next() {
      const pack = `contested-${count++}`
      const draft = await world.as({ staff: '制表人' }, (ctx) =>
        importPack(ctx, { body: { id: newId(), file: 'table.yaml', table: table(pack), cases: CASES } } as never),
      )
      const body = () => ({ id: newId(), version: draft.version, digest: draft.digest })
      await world.as({ staff: '制表人' }, (ctx) => submitDraft(ctx, { params: { pack }, body: body() }))
      return {
        what: 'publishing a table',
        attempt: (caller) =>
          world.as({ staff: `发布人-${caller}` }, (ctx) => publishPack(ctx, { params: { pack }, body: body() })),
        faults: async () => {
          const [row] = await world.owner<{ n: number }>(
            `select count(*)::int as n from kernel.audit_entry where event = 'pack.published' and object = $1`,
            [`pack:${pack}/${draft.version}`],
          )
          return row!.n === 1 ? [] : [`published ${row!.n} times`]
        },
      }
    },
  }
}
