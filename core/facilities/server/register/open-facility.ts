// Opening a planned or built site: the standards are checked first, and what is short is either mended or answered for by a reason.
import type { InputOf, ReplyOf } from '@songhe/basics/contract'
import { conflict, invalid, refused } from '@songhe/basics/problem'
import { audit } from '@songhe/kernel/audit'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import type * as contract from '../../contract.ts'
import { expiredOn } from '../papers/papers.ts'
import { checkStandards } from '../standards/check-standards.ts'
import { showStandards } from '../standards/show-standards.ts'
import { eventKnown, insertEvent } from './events.ts'
import { getFacility, setState } from './facility-store.ts'

export async function openFacility(
  ctx: Context,
  { params, body }: InputOf<typeof contract.openFacility>,
): Promise<ReplyOf<typeof contract.openFacility>> {
  const site = await getFacility(ctx, params.id, true)
  if (await eventKnown(ctx, body.id)) return { id: body.id, outcome: 'exists' }
  if (site.state !== 'planned' && site.state !== 'building')
    throw conflict('只有规划或在建的设施可以开业。', { next: '暂停的设施请用“恢复服务”。' })
  if (body.day > today(ctx)) throw invalid(`开业日 ${body.day} 晚于今天。`, { next: '请到开业那天再登记。' })
  const expired = await expiredOn(ctx, site.id, body.day)
  if (expired.length > 0)
    throw refused(`开业日 ${body.day} 时这些证照已过期：${expired.join('、')}。`, {
      next: '请先换发并登记新证，再办理开业。',
      citation: { rule: '开业时证照有效' },
    })
  const standards = await showStandards(ctx, { params })
  if (standards.verdict === 'not-met' && body.despite.length < 4)
    throw refused(`还不能开业。${standards.sentence}`, {
      next: '请补齐后再办理；确需先开业的，请写明理由（至少 4 个字），由您负责。',
      citation: citationOf(standards),
      facts: { checks: standards.checks.filter((check) => check.verdict === 'not-met').map((check) => check.pack) },
    })
  await insertEvent(ctx, {
    id: body.id,
    facility: site.id,
    area: site.area,
    kind: 'opened',
    day: body.day,
    detail: { note: body.note, standard: standards.verdict, ...(body.despite && { despite: body.despite }) },
  })
  await setState(ctx, site.id, { state: 'open', openedOn: body.day })
  await checkStandards(ctx, [site.id])
  await audit(ctx, {
    event: 'facility.opened',
    object: `facility:${site.id}`,
    reason: body.despite,
    details: { day: body.day, standard: standards.verdict },
  })
  return { id: body.id, outcome: 'created' }
}

function citationOf({ checks }: Awaited<ReturnType<typeof showStandards>>) {
  const wrong = checks.find((check) => !check.advice && check.verdict === 'not-met')!
  return { rule: `${wrong.title} ${wrong.row}`, document: wrong.document, clause: wrong.clause }
}
