// The town confirms what the register says, or returns the case naming everything that must be mended, all at once.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { forbidden, invalid } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import type * as contract from '../../contract-cases.ts'
import { addStep, expectCase, getCase, moveCase, stepExists, townName } from './case-store.ts'

export async function checkInTown(
  ctx: Context,
  input: InputOf<typeof contract.checkInTown>,
): Promise<ReplyOf<typeof contract.checkInTown>> {
  const { id, version, verdict, faults, note } = input.body
  if (await stepExists(ctx, id)) return { id, outcome: 'exists' }
  const found = await getCase(ctx, input.params.id)
  expectCase(found, version, 'town-check')
  if (verdict === 'return' && faults.length === 0)
    throw invalid('退回时没有写要补什么。', { next: '请把所有要补的内容一次写全再退回。' })
  if (verdict === 'pass' && faults.length > 0)
    throw invalid('核实通过时又写了要补的内容。', { next: '有问题请选退回；没有问题请清空要补的内容。' })
  await addStep(ctx, found, { id, step: verdict === 'pass' ? 'town-passed' : 'returned', note, faults })
  if (verdict === 'pass') await moveCase(ctx, found, 'district-decision', '区民政局（待复核）')
  else await moveCase(ctx, found, 'returned', `${found.opened_by_name}（待补正）`)
  await audit(ctx, {
    event: 'case.town-checked',
    object: `case:${found.id}`,
    person: found.person,
    details: { number: found.number, verdict, faults: faults.length },
  })
  return { id, outcome: 'created' }
}

export async function resubmitCase(
  ctx: Context,
  input: InputOf<typeof contract.resubmitCase>,
): Promise<ReplyOf<typeof contract.resubmitCase>> {
  const { id, version, note } = input.body
  if (await stepExists(ctx, id)) return { id, outcome: 'exists' }
  const found = await getCase(ctx, input.params.id)
  expectCase(found, version, 'returned')
  await addStep(ctx, found, { id, step: 'resubmitted', note })
  await moveCase(ctx, found, 'town-check', `${await townName(ctx, found.area)}（待核实）`)
  await audit(ctx, {
    event: 'case.resubmitted',
    object: `case:${found.id}`,
    person: found.person,
    details: { number: found.number },
  })
  return { id, outcome: 'created' }
}

export async function withdrawCase(
  ctx: Context,
  input: InputOf<typeof contract.withdrawCase>,
): Promise<ReplyOf<typeof contract.withdrawCase>> {
  const { id, version, reason } = input.body
  if (await stepExists(ctx, id)) return { id, outcome: 'exists' }
  const found = await getCase(ctx, input.params.id)
  expectCase(found, version, 'town-check', 'returned', 'district-decision')
  if (ctx.principal.areas !== null && found.opened_by !== ctx.principal.staff)
    throw forbidden('这个办件不是您发起的，镇街不能撤回。', { next: '请联系发起人或区民政局经办。' })
  await addStep(ctx, found, { id, step: 'withdrawn', note: reason })
  await moveCase(ctx, found, 'withdrawn', '', sql`version = version + 1`)
  await audit(ctx, {
    event: 'case.withdrawn',
    object: `case:${found.id}`,
    person: found.person,
    reason,
    details: { number: found.number },
  })
  return { id, outcome: 'created' }
}
