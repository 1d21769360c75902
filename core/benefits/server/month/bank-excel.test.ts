// A bank that wants Excel: every digit stays text, rows stand as the bank asks, and its answer comes back as Excel too.
import { newId } from '@songhe/basics/ids'
import { bytesOf, readRows, writeStream } from '@songhe/kernel/sheets/excel'
import { setPayee } from '@songhe/registry/door'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { DISTRICT, OTHER_TOWN } from '../cases/testing-room.ts'
import { DEFAULT_PROFILE, listBankProfiles, saveBankProfile } from './bank-profile.ts'
import { CLERK, FINANCE, type MonthWorld, monthWorld } from './testing-month.ts'

const HERE = { 'person.registered-here': 'true' }
let month: MonthWorld
beforeAll(async () => {
  month = await monthWorld()
})
afterEach(() => month.holds())
afterAll(() => month.world.close())

const stateOf = async (run: string, person: string) =>
  (await month.lines(run)).filter((line) => line.person === person).map(({ state, reason }) => [state, reason])

test('an Excel file keeps every digit of an account as text, its rows stand by town and name, and an Excel answer is read back', async () => {
  for (const name of ['赵一', '丁四']) await month.elder({ name, facts: HERE })
  const near = await month.elder({ name: '王七', facts: HERE })
  const far = await month.elder({ name: '白八', facts: HERE, account: '0012345678901234567' })
  for (const [table, key] of [
    ['registry.person', 'id'],
    ['registry.fact', 'person'],
    ['registry.payee', 'person'],
    ['benefits.entitlement', 'person'],
  ])
    await month.world.owner(`update ${table} set area = ${OTHER_TOWN} where ${key} = $1`, [far])
  const profile = {
    key: 'excel-bank',
    title: '农商行',
    format: 'xlsx' as const,
    order: 'town-name' as const,
    encoding: 'gb18030' as const,
    header: true,
    totals: 'first' as const,
    columns: [
      { title: '序号', field: 'number' as const },
      { title: '账号', field: 'account' as const },
      { title: '户名', field: 'name' as const },
      { title: '金额', field: 'amount' as const },
    ],
  }
  await month.as(FINANCE, (ctx) => saveBankProfile(ctx, { body: profile }))
  const run = await month.approve('2026-11')
  const { id, text } = await month.bankFile(run, 'excel-bank')
  const rows: string[][] = []
  for await (const { cells } of readRows(text)) rows.push(cells)
  const names = rows.slice(2).map((cells) => cells[2])
  expect(rows[0]).toEqual(['', '合计', `${names.length}笔`, String(names.length * 100)])
  expect(rows[1]).toEqual(['序号', '账号', '户名', '金额'])
  expect(names.at(-1)).toBe('白八')
  expect(names.slice(0, -1)).toEqual(['丁四', '王七', '赵一'])
  expect(rows.at(-1)![1]).toBe('0012345678901234567')

  // The account is changed after the file went out; the bank still answers for the one it was given.
  await month.as(CLERK, (ctx) =>
    setPayee(ctx, {
      params: { id: near },
      body: {
        id: newId(),
        holder: '王七',
        relation: '',
        ground: '',
        bank: '',
        account: '6217001234599999',
        verifiedOn: null,
        from: '2026-11-24',
      },
    } as never),
  )
  const answer = await bytesOf((target) =>
    writeStream(target, {
      sheet: '回盘',
      columns: ['序号', '账号', '金额', '交易状态', '原因'].map((title) => ({ title })),
      above: [['农商行代发结果']],
      rows: [
        ...rows
          .slice(2)
          .map(([number, account, name, fen]) => [number!, account!, fen!, name === '白八' ? '失败' : '成功', '销户']),
        ['合计', '', '', '', ''],
      ],
    }),
  )
  expect(await month.answer(id, answer)).toMatchObject({ paid: names.length - 1, returned: 1, missing: 0, unknown: [] })
  expect(await stateOf(run, near)).toEqual([['paid', '']])
  expect(await stateOf(run, far)).toEqual([['returned', '销户']])
})

test('a profile saved before there was Excel is CSV in the order of the list; a format that nobody entered is refused by name', async () => {
  await month.world.owner(
    `insert into benefits.bank_profile (district, key, title, body) values (${DISTRICT}, 'old-bank', '旧格式', $1)`,
    [
      JSON.stringify({
        key: 'old-bank',
        title: '旧格式',
        encoding: 'gbk',
        header: true,
        totals: 'none',
        columns: DEFAULT_PROFILE.columns,
      }),
    ],
  )
  const old = (await month.as(FINANCE, listBankProfiles)).find((one) => one.key === 'old-bank')
  expect(old).toMatchObject({ format: 'csv', order: 'line' })
  const run = await month.approve('2026-12')
  await expect(month.bankFile(run, 'no-bank')).rejects.toThrow('没有找到名为“no-bank”的银行文件格式')
  await expect(month.answer((await month.bankFile(run, 'old-bank')).id, Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toThrow(
    '.xls',
  )
})
