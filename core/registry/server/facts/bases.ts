// Why each family of facts may be kept: a duty of the office by law, or what the elder agreed to. A family without a line here is refused by the database.
import type { FactKind } from './fact-kinds.ts'

export interface Basis {
  way: 'duty' | 'consent'
  /** Law with article, as the office's notice to elders names it. */
  law: string
  purpose: string
}

const PROTECTION = '老年人权益保障法（2018年修正）'

/** PIPL article 13 (1) 3 carries each duty. Articles of the other laws are named from memory: the office's legal officer reads them before the notice goes out. */
export const BASES: Readonly<Record<FactKind['group'], Basis>> = {
  户籍: { way: 'duty', law: `${PROTECTION}第三十三条`, purpose: '核定高龄津贴等待遇的年龄和户籍条件' },
  救助: { way: 'duty', law: '社会救助暂行办法', purpose: '核定特困供养、低保对象的补贴和服务' },
  残疾: { way: 'duty', law: '残疾人保障法', purpose: '核定残疾人两项补贴' },
  能力: { way: 'duty', law: `${PROTECTION}第三十条`, purpose: '按失能程度核定护理补贴和服务' },
  居住: { way: 'duty', law: `${PROTECTION}第三十条`, purpose: '探访独居、空巢、留守老年人' },
  家庭: { way: 'duty', law: `${PROTECTION}第三十一条`, purpose: '确认赡养人、监护人和特殊家庭的扶助' },
  优抚: { way: 'duty', law: '军人抚恤优待条例', purpose: '核定服务补贴的优待对象' },
  保险: { way: 'duty', law: '社会保险法', purpose: '核对待遇之间是否重复' },
  调查: { way: 'consent', law: '个人信息保护法第二十九条', purpose: '需求与消费调查' },
}
