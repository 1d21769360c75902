// From a row of an old list to a person of the register: by ID number, and only when the names agree too.
import { maskCitizenId, maskName } from '@songhe/basics/masking'
import type { Context } from '@songhe/kernel/context'
import type { RowProblem, SheetColumn, SheetRow } from '@songhe/kernel/sheets/sheet'
import { foldName, type KnownPerson, knownByNumber } from '@songhe/registry/door'
import type { Programme } from '../../contract-cases.ts'
import { programmeNamed, PROGRAMMES_SAID } from './programme-names.ts'

export interface MatchedRow {
  row: number
  cells: SheetRow['cells']
  person: KnownPerson
  programme: Programme
}

export const WHO_COLUMNS: SheetColumn[] = [
  {
    key: 'citizenId',
    title: '身份证号',
    aliases: ['身份证号码', '身份证', '证件号码', '公民身份号码', '享受人身份证号'],
    required: true,
    kind: 'citizen-id',
    note: '须已在名册中',
    example: '500199194603124015',
  },
  {
    key: 'name',
    title: '姓名',
    aliases: ['老人姓名', '享受人姓名', '享受人', '领取人姓名'],
    required: true,
    kind: 'text',
    example: '张某英',
  },
  {
    key: 'programme',
    title: '项目',
    aliases: ['待遇项目', '补贴项目', '补贴类别', '补贴类型', '补贴名称'],
    required: true,
    kind: 'text',
    note: `${PROGRAMMES_SAID}；常用别名也可以`,
    example: '高龄津贴',
  },
]

/** Rows that belong to nobody known are reported and left out. */
export async function matchRows(
  ctx: Context,
  rows: readonly SheetRow[],
  report: (problem: RowProblem) => void,
): Promise<MatchedRow[]> {
  const whole = rows.filter((row) => !row.faulty)
  const known = await knownByNumber(
    ctx,
    whole.map((row) => row.cells.citizenId!),
  )
  return whole.flatMap(({ row, cells }) => {
    const person = known.get(cells.citizenId!)
    const programme = programmeNamed(cells.programme!)
    const problem = person ? nameProblem(row, cells.name!, person.name) : unknownPerson(row, cells.citizenId!)
    if (problem) report(problem)
    if (!programme) report({ row, column: 'programme', value: cells.programme!.slice(0, 40), reason: unknownProgramme })
    return person && programme && !problem ? [{ row, cells, person, programme }] : []
  })
}

const unknownProgramme = `没有这个项目。可以填：${PROGRAMMES_SAID}。`

const unknownPerson = (row: number, citizenId: string): RowProblem => ({
  row,
  column: 'citizenId',
  value: maskCitizenId(citizenId),
  reason: '名册里没有这位老人，请先导入名册，再导入本表。',
})

function nameProblem(row: number, given: string, registered: string): RowProblem | undefined {
  if (foldName(given) === foldName(registered)) return undefined
  const reason = `姓名不符：名册上是“${maskName(registered)}”，本表是“${maskName(given)}”。请核对是否填错了行。`
  return { row, column: 'name', value: maskName(given), reason }
}
