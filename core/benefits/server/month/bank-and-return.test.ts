// To the bank and back: code pages, missing accounts, and an answer that comes in any order, twice, cut off or wrong; each line ends in one state.
import iconv from 'iconv-lite'
import { newId } from '@songhe/basics/ids'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { confirmPayee, recordDeath, reverseDeath, setPayee } from '@songhe/registry/door'
import { closeAnomaly } from '../cases/close-anomaly.ts'
import { listBankProfiles, saveBankProfile } from './bank-profile.ts'
import { makeBankFile, setNameSubstitute } from './bank-file.ts'
import { reissueLines } from './return-file.ts'
import { listExceptions } from './exceptions.ts'
import { getRun } from './run-store.ts'
import { CLERK, FINANCE, type MonthWorld, monthWorld, REVIEWER } from './testing-month.ts'

const HERE = { 'person.registered-here': 'true' }
let month: MonthWorld
const people: Record<string, string> = {}
beforeAll(async () => {
  month = await monthWorld()
  for (const name of ['甲一', '乙二', '丙三', '丁四']) people[name] = await month.elder({ name, facts: HERE })
  people.lonely = await month.elder({ name: '戊五', facts: HERE, account: null })
  // 𬭎 stands in GB18030 and not in GBK.
  people.rare = await month.elder({ name: '刘𬭎', facts: HERE })
})
afterEach(() => month.holds())
afterAll(() => month.world.close())

const rowsOf = (bytes: Buffer, encoding = 'gb18030') =>
  iconv
    .decode(bytes, encoding)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
const stateOf = async (run: string, person: string | undefined) =>
  (await month.lines(run)).filter((line) => line.person === person).map(({ state, reason }) => [state, reason])
const answer = (rows: string[][], results: Record<string, string> = {}, order = (all: string[][]) => all) =>
  Buffer.from(
    [
      '序号,账号,金额,结果,原因',
      ...order(rows.filter(([number]) => /^\d+$/.test(number!))).map(([number, name, account, amount]) =>
        [number, account, amount, results[name!] ? '失败' : '成功', results[name!] ?? ''].join(','),
      ),
    ].join('\n'),
  )

test('the file holds whoever can be paid, names who cannot, and its totals are its rows', async () => {
  const run = await month.approve('2026-03')
  const { text } = await month.bankFile(run)
  const [head, ...rows] = rowsOf(text)
  expect(head).toEqual(['序号', '户名', '账号', '金额', '备注'])
  expect(
    rows
      .slice(0, -1)
      .map((row) => row[1])
      .sort(),
  ).toEqual(['丁四', '丙三', '乙二', '刘𬭎', '甲一'])
  expect(rows.at(-1)).toEqual(['合计', '5', '500.00'])
  expect(await stateOf(run, people.lonely)).toEqual([['held', '没有收款账号']])
  expect(await stateOf(run, people.甲一)).toEqual([['sent', '']])
})

test('a profile of the office decides columns, header, totals and code page; a name that GBK cannot hold waits for its substitute', async () => {
  const profile = {
    key: 'village-bank',
    title: '村镇银行',
    format: 'csv' as const,
    order: 'line' as const,
    encoding: 'gbk' as const,
    header: false,
    totals: 'first' as const,
    columns: [
      { title: '账号', field: 'account' as const },
      { title: '金额', field: 'amount' as const },
      { title: '户名', field: 'name' as const },
    ],
  }
  await month.as(FINANCE, (ctx) => saveBankProfile(ctx, { body: profile }))
  expect((await month.as(FINANCE, listBankProfiles)).map((one) => one.key)).toEqual(['default', 'village-bank'])
  const run = await month.approve('2026-04')
  const made = await month.as(FINANCE, (ctx) =>
    makeBankFile(ctx, { params: { id: run }, body: { id: newId(), profile: 'village-bank' } }),
  )
  expect(made.held.map((one) => one.reason).sort()).toEqual(['户名里的“𬭎”银行系统不能识别，请登记代替字', '没有收款账号'])
  await month.as(FINANCE, (ctx) => setNameSubstitute(ctx, { body: { character: '𬭎', substitute: 'HONG' } }))
  const { text } = await month.bankFile(run, 'village-bank')
  const [totals, row] = rowsOf(text, 'gbk')
  expect(totals).toEqual(['合计', '1', '100.00'])
  expect(row!.slice(1)).toEqual(['100.00', '刘HONG'])
})

test('an answer in any order ends every line once; the same bytes again change nothing; the ledger holds each payment once', async () => {
  const run = await month.approve('2026-05')
  const { id, text } = await month.bankFile(run)
  const bytes = answer(rowsOf(text), { 乙二: '账号户名不符' }, (rows) => rows.reverse())
  expect(await month.answer(id, bytes)).toMatchObject({ outcome: 'created', paid: 4, returned: 1, missing: 0, unknown: [] })
  expect(await month.answer(id, bytes)).toMatchObject({ outcome: 'exists', paid: 4, returned: 1 })
  expect(await stateOf(run, people.乙二)).toEqual([['returned', '账号户名不符']])
  expect(await stateOf(run, people.甲一)).toEqual([['paid', '']])
  expect((await month.as(CLERK, (ctx) => getRun(ctx, run))).state).toBe('settled')
  const booked = await month.world.owner(
    `select count(*)::int as n, sum(fen)::int as fen from ledger.transfer where month = '2026-05' and cause = 'paid'`,
  )
  expect(booked).toEqual([{ n: 4, fen: 40_000 }])

  await month.as(FINANCE, (ctx) => reissueLines(ctx, { params: { id: run }, body: { persons: [people.乙二!] } }))
  const again = await month.bankFile(run)
  expect(
    rowsOf(again.text)
      .slice(1, -1)
      .map((row) => row[1]),
  ).toEqual(['乙二'])
  await month.answer(again.id, answer(rowsOf(again.text)))
  expect(await stateOf(run, people.乙二)).toEqual([['paid', '']])
  expect(await month.world.owner(`select count(*)::int as n from ledger.transfer where month = '2026-05'`)).toEqual([{ n: 5 }])
})

test('an answer that is cut off leaves the rest sent; unknown rows and wrong amounts are named and pay nobody', async () => {
  const run = await month.approve('2026-06')
  const { id, text } = await month.bankFile(run)
  const rows = rowsOf(text).slice(1, -1)
  expect(await month.answer(id, answer(rows.slice(0, 2)))).toMatchObject({ paid: 2, missing: 3 })
  const wrong = rows
    .slice(2, 4)
    .map(([number, name, account], i) =>
      i === 0 ? [number!, name!, '6200009999999999999', '100.00'] : [number!, name!, account!, '99.00'],
    )
  const read = await month.answer(id, answer([...wrong, ['77', '无名', '6200001111111111111', '100.00']]))
  expect(read).toMatchObject({ paid: 0, returned: 0, missing: 3 })
  expect(read.unknown).toHaveLength(3)
  expect((await month.as(CLERK, (ctx) => getRun(ctx, run))).state).toBe('sent')
  expect(await month.answer(id, answer(rows.slice(2)))).toMatchObject({ paid: 3, missing: 0 })
  expect((await month.as(CLERK, (ctx) => getRun(ctx, run))).state).toBe('settled')
})

test('an account changed after approval is not paid to before another person confirmed it; the next approver is shown who changed', async () => {
  const person = await month.elder({ name: '壬九', facts: HERE, start: '2026-10' })
  const run = await month.approve('2027-02')
  const id = newId()
  const change = {
    id,
    holder: '壬九',
    relation: '本人',
    ground: '',
    bank: '',
    account: '6217001234588888',
    verifiedOn: null,
    from: '2026-11-24',
  }
  await month.as(FINANCE, (ctx) => setPayee(ctx, { params: { id: person }, body: change }))
  expect(rowsOf((await month.bankFile(run)).text).some((row) => row[1] === '壬九')).toBe(false)
  expect(await stateOf(run, person)).toEqual([['held', '收款账户在批准以后改过，请另一人在老人档案里确认']])
  const next = await month.compute('2027-03')
  const exceptions = await month.as(REVIEWER, (ctx) => listExceptions(ctx, { params: { id: next } }))
  expect(exceptions.find(({ key }) => key === 'payee')).toMatchObject({ persons: 1, names: ['壬*'] })

  const confirm = (who: typeof CLERK | typeof FINANCE | typeof REVIEWER) =>
    month.as(who, (ctx) => confirmPayee(ctx, { params: { id: person }, body: { payee: id } }))
  await expect(confirm(FINANCE)).rejects.toThrow('您本人登记的')
  expect([(await confirm(REVIEWER)).outcome, (await confirm(REVIEWER)).outcome]).toEqual(['created', 'exists'])
  expect(
    rowsOf((await month.bankFile(run)).text)
      .slice(1, -1)
      .map((row) => [row[1], row[2]]),
  ).toEqual([['壬九', '6217001234588888']])
})

test('a file that is no answer is refused with what to check', async () => {
  const run = await month.approve('2026-07')
  const { id } = await month.bankFile(run)
  await expect(month.answer(id, Buffer.from('姓名,电话\n甲,1'))).rejects.toThrow('没有找到“账号”和“结果”两列')
})

test('nothing is sent before approval, and the same request makes one file', async () => {
  const run = await month.compute('2026-08')
  await expect(month.bankFile(run)).rejects.toThrow('不能生成银行文件')
  const approved = await month.approve('2026-09').catch(() => undefined)
  if (!approved) throw new Error('the month was not approved')
  const id = newId()
  const make = () => month.as(FINANCE, (ctx) => makeBankFile(ctx, { params: { id: approved }, body: { id, profile: 'default' } }))
  expect([(await make()).outcome, (await make()).outcome]).toEqual(['created', 'exists'])
})

test('a death reported after approval keeps the later month out of the bank file, confirmed it is paid to nobody, undone it is paid after all', async () => {
  const gone = await month.elder({ name: '己六', facts: HERE })
  const source = { kind: 'police' as const, label: '公安销户', reportedOn: '2026-11-20' }
  const run = await month.approve('2026-10')
  await month.as(CLERK, (ctx) =>
    recordDeath(ctx, { params: { id: gone }, body: { id: newId(), day: '2026-09-20', source, note: '' } }),
  )
  const made = await month.bankFile(run)
  expect(rowsOf(made.text).some((row) => row[1] === '己六')).toBe(false)
  expect(await stateOf(run, gone)).toEqual([['held', '去世待确认']])
  const [anomaly] = await month.world.owner(`select id from benefits.anomaly where person = $1 and kind = 'death'`, [gone])
  await month.as(REVIEWER, (ctx) =>
    closeAnomaly(ctx, { params: { id: anomaly.id }, body: { id: newId(), verdict: 'confirmed', note: '已核实' } }),
  )
  expect(await stateOf(run, gone)).toEqual([['cancelled', '去世后的月份，不发']])
  await month.as(CLERK, (ctx) => reverseDeath(ctx, { params: { id: gone }, body: { id: newId(), reason: '同名同姓登记错了' } }))
  expect(await stateOf(run, gone)).toEqual([['due', '']])
  const late = await month.bankFile(run)
  expect(
    rowsOf(late.text)
      .slice(1, -1)
      .map((row) => row[1]),
  ).toEqual(['己六'])
})

test('money that came back after a death is neither sent again nor claimed from the family', async () => {
  const gone = await month.elder({ name: '庚七', facts: HERE })
  const source = { kind: 'police' as const, label: '公安销户', reportedOn: '2026-11-20' }
  const run = await month.approve('2027-01')
  const { id, text } = await month.bankFile(run)
  await month.as(CLERK, (ctx) =>
    recordDeath(ctx, { params: { id: gone }, body: { id: newId(), day: '2026-09-20', source, note: '' } }),
  )
  const claims = () =>
    month.world.owner(`select state from benefits.adjustment where person = $1 and kind = 'recovery' and for_month = '2027-01'`, [
      gone,
    ])
  expect(await claims()).toEqual([{ state: 'proposed' }])
  await month.answer(id, answer(rowsOf(text), { 庚七: '账户已销户' }))
  expect(await claims()).toEqual([{ state: 'cancelled' }])
  const again = () => month.as(FINANCE, (ctx) => reissueLines(ctx, { params: { id: run }, body: { persons: [gone] } }))
  await expect(again()).rejects.toThrow('不再重发')
  await month.as(CLERK, (ctx) => reverseDeath(ctx, { params: { id: gone }, body: { id: newId(), reason: '同名同姓登记错了' } }))
  expect(await again()).toEqual({ lines: 1 })
})
