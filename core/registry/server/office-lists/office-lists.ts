// Lists of other offices (insurance, aid, disability, health) about elders the district already knows: each row states dated facts in that office's name.
import type { SheetColumn, SheetDefinition } from '@songhe/kernel/sheets/sheet'
import type { SourceKind } from '../../contract/shapes.ts'
import { dependentsOfRoll } from '../roll/dependents-of-roll.ts'
import { ROLL_COLUMNS } from '../roll/roll-columns.ts'
import { undoRoll } from '../roll/undo-roll.ts'
import { checkOfficeList } from './check-office-list.ts'
import { commitOfficeList } from './commit-office-list.ts'

export interface OfficeList {
  key: string
  title: string
  /** Whose word it is: its rank among sources follows. */
  kind: SourceKind
  label: string
  note: string
  /** Fact kinds this office answers for. */
  facts: readonly string[]
}

const OFFICES: readonly OfficeList[] = [
  {
    key: 'insurance-list',
    title: '参保名单（社保、医保）',
    kind: 'insurance',
    label: '医保、社保参保名单',
    note: '养老保险、医疗保险、医疗救助、长期护理保险的参保和待遇情况。',
    facts: [
      'insurance.pension',
      'insurance.medical',
      'insurance.medical-aid',
      'insurance.long-term-care',
      'insurance.injury-nursing',
    ],
  },
  {
    key: 'aid-list',
    title: '救助名单（低保、特困、低收入）',
    kind: 'aid',
    label: '社会救助名单',
    note: '低保、特困、低收入对象名单。',
    facts: ['aid.minimum-allowance', 'aid.destitute', 'aid.destitute-care', 'aid.low-income'],
  },
  {
    key: 'disability-list',
    title: '持证残疾人名单',
    kind: 'disabled-federation',
    label: '残联持证名单',
    note: '残疾等级和类别。',
    facts: ['disability.grade', 'disability.kind'],
  },
  {
    key: 'ability-list',
    title: '能力评估名单',
    kind: 'health',
    label: '老年人能力评估名单',
    note: '评估机构出具的能力等级。',
    facts: ['ability.level'],
  },
]

const columnOf = (key: string): SheetColumn => ROLL_COLUMNS.find((column) => column.key === key)!

export const officeLists: readonly SheetDefinition[] = OFFICES.map((office) => ({
  key: office.key,
  title: office.title,
  note: `${office.note}只更新已登记的老人，按身份证号对上；空格不改已有内容。`,
  permission: 'registry.write',
  columns: [columnOf('number'), columnOf('name'), ...office.facts.map(columnOf)],
  options: [
    { key: 'label', title: '名单来源', kind: 'text', note: '哪个部门。同一来源后来的名单代替先前的。', initial: office.label },
    { key: 'reportedOn', title: '名单日期', kind: 'day', note: '名单反映哪一天的情况。', initial: 'today' },
    { key: 'from', title: '情况起始日期', kind: 'day', note: '名单上的情况从哪一天起成立。', initial: 'first-of-month' },
    {
      key: 'complete',
      title: '这是完整名单',
      kind: 'flag',
      note: '勾选后，同一来源以前说“是”、这份名单上没有的人，从起始日期起改为“否”。只适用于是或否的栏目。',
    },
  ],
  check: (ctx, plan) => checkOfficeList(ctx, office, plan),
  commit: (ctx, plan) => commitOfficeList(ctx, office, plan),
  dependents: dependentsOfRoll,
  undo: undoRoll,
}))
