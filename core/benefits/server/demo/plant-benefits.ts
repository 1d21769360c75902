// The demo office: streams taken over from paper, then six past months made by the product itself, with a bank that returns one in fifty.
import { addMonths, lastDay, monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import type { DemoPlan, DemoStep } from '@songhe/kernel/capability'
import type { Context } from '@songhe/kernel/context'
import { today } from '@songhe/kernel/today'
import { REGISTERED_TWICE } from '@songhe/registry/door'
import { sql } from 'kysely'
import { runCheck } from '../cases/check-entitlements.ts'
import { theJudge } from '../cases/judge-port.ts'
import { findPaidElsewhere } from '../cases/paid-elsewhere.ts'
import { listExceptions, seeException } from '../month/exceptions.ts'
import { approveRun, submitRun } from '../month/approve-run.ts'
import { downloadBankFile, makeBankFile } from '../month/bank-file.ts'
import { getRun } from '../month/run-store.ts'
import { readReturnFile } from '../month/return-file.ts'
import { startRun } from '../month/start-run.ts'
import { storeStreams, STREAM_COLUMNS } from '../takeover/store-streams.ts'
import { answerOfBank } from './answer-of-bank.ts'
import { plantDeparted } from './plant-departed.ts'

const PAST_MONTHS = 6

/** Each month is a transaction of its own, as it is in an office: the next one plans its queries over what is known by then. */
export const demoSteps: DemoStep[] = [
  { order: 30, title: '从纸质台账接续', run: (ctx) => takeOver(ctx, firstMonth(ctx)) },
  ...Array.from({ length: PAST_MONTHS }, (_, i) => ({
    order: 31 + i,
    title: `第${i + 1}个月发放`,
    run: async (ctx: Context, plan: DemoPlan) => {
      const month = addMonths(firstMonth(ctx), i)
      await enrol(ctx, month)
      await payMonth(ctx, plan, month)
    },
  })),
  { order: 37, title: '待确认的去世和迁出', run: plantDeparted },
  { order: 38, title: '本月计算', run: computeThisMonth },
  { order: 39, title: '应享未享核对', run: async (ctx) => void (await runCheck(ctx, async () => {})) },
  { order: 60, title: '跨区县核对', everywhere: true, run: async (ctx) => void (await findPaidElsewhere(ctx)) },
]

const firstMonth = (ctx: Context) => addMonths(monthOf(today(ctx)), -PAST_MONTHS)

async function computeThisMonth(ctx: Context) {
  const month = monthOf(today(ctx))
  await enrol(ctx, month)
  await startRun(ctx, { body: { id: newId(), month, kind: 'regular' } })
}

/**
 * 97 in 100 of those who were due before the first month run from the paper list, as an import would take them over; the rest never got it.
 * The list is as old lists are: some were never raised with their age, some are paid too early.
 */
async function takeOver(ctx: Context, first: string) {
  const { district } = ctx.principal
  const last = addMonths(first, -1)
  await theJudge().population(ctx, last, 'taken_over')
  await sql
    .raw(
      `create temporary table old_list (${Object.entries(STREAM_COLUMNS)
        .map(([name, type]) => `${name} ${type}`)
        .join(', ')}) on commit drop`,
    )
    .execute(ctx.db)
  const share = sql`abs(hashtext(p.name || p.birth || j.programme)) % 100`
  await sql`insert into old_list select j.person, j.area, j.programme, ${last}, case when ${share} = 41 then greatest(j.fen - 5000, 5000) else j.fen end, ${last}, '纸质台账接续'
    from taken_over j join registry.person p on p.district = ${district} and p.id = j.person where j.outcome = 'due' and (${share} < 97 or p.address = ${REGISTERED_TWICE})`.execute(
    ctx.db,
  )
  await sql`insert into old_list select p.id, p.area, 'old-age-allowance', ${last}, (select min(fen) from taken_over where programme = 'old-age-allowance'), ${last}, '纸质台账接续'
    from registry.person p where p.district = ${district} and p.state = 'active' and p.died_on is null and abs(hashtext(p.name || p.birth)) % 25 = 7
      and p.birth > ${lastDay(last)}::date - interval '80 years' and p.birth <= ${lastDay(last)}::date - interval '79 years'
      and exists (select from taken_over where programme = 'old-age-allowance')
      and not exists (select from old_list o where o.person = p.id and o.programme = 'old-age-allowance')`.execute(ctx.db)
  await storeStreams(ctx, 'old_list', null)
  await startRun(ctx, { body: { id: newId(), month: last, kind: 'shadow' } })
}

/** New ones of a month: nine in ten are granted in time. */
async function enrol(ctx: Context, month: string) {
  const { district } = ctx.principal
  const name = `enrolled_${month.replace('-', '_')}`
  await theJudge().population(ctx, month, name)
  // The same people on every machine: by a hash of who they are, not of an id. Whoever was left out once stays left out.
  await sql`insert into benefits.entitlement (district, id, person, area, programme, start_month, decision_number)
    select ${district}, gen_random_uuid(), j.person, j.area, j.programme, ${month}, '演示批准' from ${sql.ref(name)} j join registry.person p on p.district = ${district} and p.id = j.person
    where j.outcome = 'due' and abs(hashtext(p.name || p.birth || j.programme)) % 100 < 90
      and not exists (select from benefits.entitlement e where e.district = ${district} and e.person = j.person and e.programme = j.programme)`.execute(
    ctx.db,
  )
}

async function payMonth(ctx: Context, plan: DemoPlan, month: string) {
  const id = newId()
  await startRun(ctx, { body: { id, month, kind: 'regular' } })
  await submitRun(ctx, { params: { id }, body: { note: '' } })
  await plan.asColleague('reviewer', async (reviewer) => {
    for (const { key } of await listExceptions(reviewer, { params: { id } }))
      await seeException(reviewer, { params: { id, key } })
    await approveRun(reviewer, { params: { id }, body: { digest: (await getRun(reviewer, id)).digest } })
  })
  await plan.asColleague('finance', async (finance) => {
    const made = await makeBankFile(finance, { params: { id }, body: { id: newId(), profile: 'default' } })
    const sent = await downloadBankFile(finance, { params: { id: made.id } })
    const bytes = answerOfBank(sent.bytes, plan.seed)
    await readReturnFile(finance, {
      params: { id: made.id },
      file: { name: `${month}-回盘.csv`, mediaType: 'text/csv', bytes },
    } as never)
  })
}
