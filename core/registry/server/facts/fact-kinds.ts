// The dictionary of facts the registry keeps: names that rules use, Chinese titles, what a value looks like, and which ones are traits.
import { yuan } from '@songhe/basics/money'
import { SURVEY_KINDS } from './survey-kinds.ts'

export interface FactKind {
  kind: string
  title: string
  group: '户籍' | '救助' | '残疾' | '能力' | '居住' | '家庭' | '优抚' | '保险' | '调查'
  type: 'boolean' | 'number' | 'text' | 'date'
  /** The word on the person's head line when the value is true (or any value but the plain one). */
  trait?: string
  options?: Record<string, string>
  /** Several of the options at once, joined by 、. */
  many?: boolean
  /** A whole number of fen, shown in yuan. */
  unit?: 'fen'
  /** Stands on a paper: number, body and how long it holds are asked for. */
  paper?: { number: string; body: string }
  /** Health and means of the elder: for those only who need it for their work. */
  health?: boolean
}

const YES_NO = { true: '是', false: '否' }
const flag = (kind: string, title: string, group: FactKind['group'], trait: string | undefined = title): FactKind => ({
  kind,
  title,
  group,
  type: 'boolean',
  options: YES_NO,
  ...(trait ? { trait } : {}),
})

export const FACT_KINDS: readonly FactKind[] = [
  { kind: 'person.birth', title: '出生日期', group: '户籍', type: 'date' },
  flag('person.registered-here', '本区户籍', '户籍', ''),
  flag('person.resides-here', '现住本区', '户籍', ''),
  flag('aid.destitute', '特困供养', '救助', '特困'),
  {
    kind: 'aid.destitute-care',
    title: '特困照料护理档次',
    group: '救助',
    type: 'text',
    options: { 全自理: '全自理', 半护理: '半护理', 全护理: '全护理' },
  },
  flag('aid.minimum-allowance', '最低生活保障', '救助', '低保'),
  flag('aid.low-income', '低收入（低保边缘）', '救助', '低收入'),
  {
    kind: 'disability.grade',
    title: '残疾证等级',
    group: '残疾',
    type: 'number',
    trait: '残疾',
    health: true,
    paper: { number: '残疾证号', body: '发证机关' },
    options: { 0: '查无残疾证', 1: '一级', 2: '二级', 3: '三级', 4: '四级' },
  },
  { kind: 'disability.kind', title: '残疾类别', group: '残疾', type: 'text', health: true },
  {
    kind: 'ability.level',
    title: '能力评估',
    group: '能力',
    type: 'number',
    trait: '失能',
    health: true,
    paper: { number: '评估报告编号', body: '评估机构' },
    options: { 0: '能力完好', 1: '轻度失能', 2: '中度失能', 3: '重度失能', 4: '完全失能' },
  },
  flag('living.alone', '独居', '居住'),
  flag('living.empty-nest', '空巢', '居住'),
  flag('living.left-behind', '留守', '居住'),
  flag('family.special', '计划生育特殊家庭', '家庭'),
  flag('family.orphan-elder', '孤老', '家庭'),
  { kind: 'household', title: '同住家庭', group: '家庭', type: 'text' },
  flag('honour.entitled-group', '重点优抚对象', '优抚', '重点优抚'),
  {
    kind: 'insurance.pension',
    title: '养老保险',
    group: '保险',
    type: 'text',
    options: { employee: '职工养老保险', resident: '城乡居民养老保险', none: '未参保' },
  },
  {
    kind: 'insurance.medical',
    title: '医疗保险',
    group: '保险',
    type: 'text',
    options: { employee: '职工医保', resident: '城乡居民医保', none: '未参保' },
  },
  flag('insurance.medical-aid', '医疗救助', '保险', ''),
  flag('insurance.long-term-care', '长期护理保险', '保险', ''),
  flag('insurance.injury-nursing', '领取工伤护理费', '保险', ''),
  ...SURVEY_KINDS,
]

const byKind = new Map(FACT_KINDS.map((kind) => [kind.kind, kind]))
export const factKind = (kind: string): FactKind | undefined => byKind.get(kind)

export function factText(kind: string, value: string): string {
  const known = byKind.get(kind)
  if (known?.unit === 'fen') return `${yuan(Number(value))} 元`
  return known?.options?.[value] ?? value
}

/** What stands on the head line for a winning fact; undefined when the fact marks nothing (false, 能力完好). */
export function traitOf(kind: string, value: string): string | undefined {
  const known = byKind.get(kind)
  if (!known?.trait || value === 'false') return undefined
  // 0 = looked up, no certificate.
  if (kind === 'disability.grade') return value === '0' ? undefined : `残疾${factText(kind, value)}`
  if (kind === 'ability.level') return Number(value) > 0 ? factText(kind, value) : undefined
  return known.trait
}

export const isHealth = (kind: string) => byKind.get(kind)?.health === true

export const TRAIT_KINDS = FACT_KINDS.filter((kind) => kind.trait).map((kind) => kind.kind)

/** Elders whom the state must not leave alone: somebody has to answer for them (guardian alert). */
export const HARD_CASES = ['aid.destitute', 'family.orphan-elder', 'family.special', 'living.alone']
export const isHardCase = (kind: string, value: string) =>
  (HARD_CASES.includes(kind) && value === 'true') || (kind === 'ability.level' && Number(value) >= 3)

/** Says in plain Chinese what is wrong with a value, or nothing. */
export function faultOf(kind: string, value: string): string | undefined {
  const known = byKind.get(kind)
  if (!known) return `没有“${kind}”这一类情况。`
  if (known.type === 'boolean' && value !== 'true' && value !== 'false') return `“${known.title}”只能填“是”或“否”。`
  if (known.unit === 'fen' && !/^\d{1,9}$/.test(value)) return `“${known.title}”要填不小于零的金额。`
  if (known.many && known.options)
    return value.split('、').every((one) => one in known.options!) ? undefined : `“${known.title}”里有列表以外的内容。`
  if (known.type === 'number' && known.options && !(value in known.options))
    return `“${known.title}”只能是 ${Object.values(known.options).join('、')}。`
  if (known.type === 'text' && known.options && !(value in known.options))
    return `“${known.title}”只能是 ${Object.values(known.options).join('、')}。`
  return undefined
}
