// How a fact is spoken of in an explanation. Callers with their own dictionary hand in more words; a fact nobody worded is called by its column title.

export interface FactWords {
  /** Noun, e.g. 能力评估结果. */
  title?: string
  /** Whole short sentence for true and for false. */
  yes?: string
  no?: string
  /** Unit behind a number, e.g. 级. */
  unit?: string
}

export type Words = Readonly<Record<string, FactWords>>

export const FACT_WORDS: Words = {
  'person.birth': { title: '出生日期' },
  'person.age': { title: '出生日期', unit: '周岁' },
  'person.alive': { title: '在世情况', yes: '在世', no: '已去世' },
  'person.registered-here': { title: '户籍所在地', yes: '户籍在本区', no: '户籍不在本区' },
  'person.resides-here': { title: '居住地', yes: '住在本区', no: '不住在本区' },
  'aid.destitute': { title: '特困供养情况', yes: '是特困供养对象', no: '不是特困供养对象' },
  'aid.destitute-care': { title: '特困照料护理档次' },
  'aid.minimum-allowance': { title: '低保情况', yes: '享受低保', no: '没有享受低保' },
  'aid.low-income': { title: '低收入认定情况', yes: '属于低收入家庭', no: '不属于低收入家庭' },
  'disability.grade': { title: '残疾等级', unit: '级' },
  'disability.kind': { title: '残疾类别' },
  'ability.level': { title: '能力评估结果', unit: '级' },
  'living.alone': { title: '独居情况', yes: '独居', no: '不是独居' },
  'living.empty-nest': { title: '空巢情况', yes: '空巢', no: '不是空巢' },
  'living.left-behind': { title: '留守情况', yes: '留守', no: '不是留守' },
  'family.special': { title: '计划生育特殊家庭情况', yes: '属于计划生育特殊家庭', no: '不属于计划生育特殊家庭' },
  'honour.entitled-group': { title: '优抚情况', yes: '属于重点优抚对象', no: '不属于重点优抚对象' },
  'insurance.injury-nursing': { title: '工伤护理费领取情况', yes: '领取工伤护理费', no: '没有领取工伤护理费' },
}
