// The columns of the roll: who the elder is, where, the account, and one column for every kind of fact that a list can state.
import type { SheetColumn, SheetOption } from '@songhe/kernel/sheets/sheet'
import { FACT_KINDS, type FactKind } from '../facts/fact-kinds.ts'

const PERSON: readonly SheetColumn[] = [
  {
    key: 'number',
    title: '身份证号',
    aliases: ['身份证号码', '公民身份号码', '公民身份证号', '身份证', '证件号码', '证件号', '老人身份证号'],
    required: true,
    kind: 'citizen-id',
    note: '18 位，最后一位可以是 X。这一列要保持“文本”格式，否则 Excel 会丢掉后几位。',
    example: '500199194603120022',
  },
  {
    key: 'name',
    title: '姓名',
    aliases: ['老人姓名', '老年人姓名', '对象姓名'],
    required: true,
    kind: 'text',
    note: '与身份证一致。',
    example: '测某某',
  },
  { key: 'sex', title: '性别', kind: 'choice', choices: ['男', '女'], note: '可以不填，以身份证号为准。', example: '女' },
  {
    key: 'birth',
    title: '出生日期',
    aliases: ['出生年月日', '生日', '出生年月'],
    kind: 'day',
    note: '可以不填，以身份证号为准。',
    example: '1946-03-12',
  },
  {
    key: 'town',
    title: '镇街',
    aliases: ['乡镇街道', '镇街道', '乡镇', '街道', '镇（街道）', '乡镇（街道）', '所属镇街', '户籍镇街'],
    kind: 'area',
    note: '户籍所在的镇、街道。整份表同属一个镇街时可以不填，在导入时选定。',
    example: '白鹤街道',
  },
  {
    key: 'village',
    title: '村社',
    aliases: ['村（社区）', '村社区', '村居', '村', '社区', '所属村社', '户籍村社'],
    kind: 'area',
    note: '户籍所在的村、社区。',
    example: '东华村',
  },
  { key: 'address', title: '现住址', aliases: ['居住地址', '现居住地', '住址', '家庭住址', '详细地址'], kind: 'text' },
  { key: 'phone', title: '联系电话', aliases: ['电话', '手机', '手机号', '手机号码', '电话号码'], kind: 'phone' },
  {
    key: 'account',
    title: '银行账号',
    aliases: ['账号', '银行卡号', '卡号', '一卡通账号', '社保卡账号', '存折账号', '收款账号'],
    kind: 'account',
    note: '这一列要保持“文本”格式。',
  },
  {
    key: 'holder',
    title: '户名',
    aliases: ['开户人', '账户名', '开户姓名', '收款人', '收款人姓名'],
    kind: 'text',
    note: '可以不填，不填即为老人本人。',
  },
  { key: 'bank', title: '开户银行', aliases: ['银行', '开户行', '发卡银行'], kind: 'text' },
  {
    key: 'relation',
    title: '与老人关系',
    aliases: ['收款人与老人关系', '关系'],
    kind: 'text',
    note: '户名不是老人本人时必填，例如：女儿。',
  },
  {
    key: 'ground',
    title: '代领依据',
    aliases: ['委托依据', '代领说明'],
    kind: 'text',
    note: '户名不是老人本人时必填，例如：委托书 2026-03-01。',
  },
]

/** Birth follows from the number, a household from the people in it, and a survey is one act with a day of its own. */
const STATED = FACT_KINDS.filter(({ kind, group }) => kind !== 'person.birth' && kind !== 'household' && group !== '调查')

function factColumn({ kind, title, trait, type, options }: FactKind): SheetColumn {
  const words = [...new Set([title, ...(trait ? [trait] : [])])]
  return {
    key: kind,
    title,
    aliases: [...words, ...words.map((word) => `是否${word}`), ...words.map((word) => `${word}对象`), ...(MORE[kind] ?? [])],
    ...(type === 'boolean'
      ? { kind: 'yes-no', note: '不清楚的留空，不要填“否”。' }
      : options
        ? { kind: 'choice', choices: Object.values(options) }
        : { kind: 'text' }),
  }
}

const MORE: Record<string, readonly string[]> = {
  'disability.grade': ['残疾等级', '残疾级别'],
  'ability.level': ['能力等级', '失能等级', '能力评估等级'],
  'aid.destitute': ['特困人员', '是否特困人员'],
  'honour.entitled-group': ['优抚对象', '是否优抚'],
}

export const ROLL_COLUMNS: readonly SheetColumn[] = [...PERSON, ...STATED.map(factColumn)]

/** The statements of one row as the registry keeps them; empty cells state nothing. */
export function factsIn(cells: Readonly<Record<string, string>>): { kind: string; value: string }[] {
  const facts: { kind: string; value: string }[] = []
  for (const { kind, type, options } of STATED) {
    const cell = cells[kind]
    if (cell === undefined) continue
    const coded = type !== 'boolean' && options && Object.keys(options).find((code) => options[code] === cell)
    facts.push({ kind, value: coded || cell })
  }
  return facts
}

export const ROLL_OPTIONS: readonly SheetOption[] = [
  { key: 'origin', title: '名册来源', kind: 'text', note: '谁提供的。同一来源后来的名册代替先前的。', initial: '人员名册' },
  { key: 'reportedOn', title: '名册日期', kind: 'day', note: '名册反映哪一天的情况。', initial: 'today' },
  { key: 'from', title: '情况起始日期', kind: 'day', note: '低保、残疾等情况从哪一天起成立。', initial: 'first-of-month' },
  { key: 'town', title: '整份表所属镇街', kind: 'text', note: '表里没有“镇街”一列时填写。' },
]
