// What a survey of demand and consumption asks (SPB 二（二十二）): each answer is a dated fact of its own, so that a later survey stands beside the earlier one.
import type { FactKind } from './fact-kinds.ts'

/** Services an elder may need or use; the words are those of the offices' lists. */
export const SERVICES = [
  '助餐',
  '助浴',
  '助洁',
  '助医',
  '助行',
  '助急',
  '代办代购',
  '上门照护',
  '康复护理',
  '日间照料',
  '短期托养',
  '家庭养老床位',
  '入住机构',
  '适老化改造',
  '紧急呼叫',
  '探访关爱',
  '文化娱乐',
  '老年教育',
] as const

const words = (list: readonly string[]) => Object.fromEntries(list.map((word) => [word, word]))
const question = (kind: string, title: string, more: Partial<FactKind> = {}): FactKind => ({
  kind,
  title,
  group: '调查',
  type: 'text',
  health: true,
  ...more,
})
const money = (kind: string, title: string) => question(kind, title, { type: 'number', unit: 'fen' })

export const SURVEY_KINDS: readonly FactKind[] = [
  question('survey.needs', '需要的服务', { options: words(SERVICES), many: true }),
  question('survey.used', '正在使用的服务', { options: words(SERVICES), many: true }),
  question('survey.care-place', '希望在哪里养老', { options: words(['家里', '社区', '养老机构', '还没想好']) }),
  question('survey.carer', '平时由谁照料', {
    options: words(['不需要照料', '配偶', '子女', '其他亲属', '雇请的人', '机构', '没有人']),
  }),
  question('survey.income-source', '主要收入来源', { options: words(['养老金', '子女供给', '劳动收入', '社会救助', '其他']) }),
  money('survey.income', '个人月收入'),
  money('survey.spending', '每月养老服务支出'),
  money('survey.willing', '每月愿意支付'),
  question('survey.note', '其他需要'),
]
