// What colleagues of a place have open: imports of their own, an account with its grant, one who stands in.
import { randomUUID } from 'node:crypto'
import { storeFile } from '@songhe/kernel/files'
import { MAKER, type Planter } from './planter.ts'

export async function plantOffice({ id, insert, world, mark, area, district, place }: Planter) {
  const { id: file } = await world.as({ district }, (ctx) =>
    storeFile(ctx, { name: '名册.csv', mediaType: 'text/csv', bytes: Buffer.from(`姓名,身份证号\r\n${mark}甲某,\r\n`) }),
  )
  const importOf = (state: string, more: Record<string, unknown> = {}) =>
    id('kernel.sheet_import', {
      sheet: 'roll',
      file,
      file_name: `${mark}名册.xlsx`,
      file_digest: Buffer.from(`${mark}${state}`),
      header_row: 1,
      titles: ['姓名', '身份证号'],
      mapping: { name: 0 },
      state,
      started_by: randomUUID(),
      started_by_name: MAKER,
      ...more,
    })
  const counted = { rows_in: 1, accepted: 1, rejected: 0 }
  const imports = {
    previewed: await importOf('previewed'),
    checked: await importOf('checked', { rows_in: 2, accepted: 1, rejected: 1 }),
    committed: await importOf('committed', { ...counted, added: 1, changed: 0, unchanged: 0 }),
  }
  await insert('kernel.sheet_row_problem', {
    import: imports.checked,
    row: 2,
    seq: 0,
    column: '姓名',
    value: `${mark}甲某`,
    reason: '试',
    warning: false,
  })
  const staff = await id('kernel.staff', { name: '同事某' })
  const absent = await id('kernel.staff', { name: '外出某' })
  const account = await id('kernel.account', { staff, username: `canary-${place}`, password: 'none' })
  const grant = await id('kernel.role_grant', { account, role: 'town-officer', area, areas: [area] })
  const asked = await id('access.asked_grant', {
    account,
    role: 'clerk',
    place: area,
    asked_by: randomUUID(),
    asked_by_name: MAKER,
  })
  const deputy = await id('kernel.deputy', { absent, stands_in: staff, valid_from: '2026-01-01', valid_to: '2099-01-01' })
  const accountImport = randomUUID()
  await insert('access.account_import', { account, import: accountImport })
  const openExport = await id('kernel.open_export', { reason: '季度留存', asked_by: staff, asked_by_name: MAKER })
  return { accountImport, openExport, imports, account, grant, asked, staff, colleague: absent, deputy }
}
