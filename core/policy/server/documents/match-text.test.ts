// Proof that wording is joined by locator, on a small invented document in the style of real ones.
import { expect, test } from 'vitest'
import { joinBroken, matchText } from './match-text.ts'

const register = [
  { locator: '引言', heading: '引言' },
  { locator: '一', heading: '总的要求' },
  { locator: '二', heading: '重点工作' },
  { locator: '二（一）', heading: '改造场地' },
  { locator: '二（一）1', heading: '老旧场地清单' },
  { locator: '二（二）', heading: '补贴办法' },
  { locator: '三', heading: '强化设施' },
  { locator: '附件2', heading: '任务表' },
]

const text = `甲县松林镇养老场地改造办法
目录
1一、总的要求
2二、重点工作
三、强化用地
5

为了把镇里的旧场地改好用好，经镇务会商量，定下这个办法。
一、总的要求
三年内改完全部旧场地。
二、重点工作
(一)改造场地。先摸底，再动手，每处场地都要有专人负责，改造期间

不得停止原有的送餐服务。
1﹒老旧场地清单。由镇里造册。〔责任单位：镇民政办〕
（二）补贴办法。每处补贴一次。
（三）没有登记的条款。这里写了别的事。
三、强化设施
每村留出一处场地。
附件2
任务表
`

test('wording is joined by locators of the body; a contents page with glued page numbers is skipped [YB-002]', () => {
  const matched = matchText(register, text)
  expect(matched.texts.get('一')).toBe('总的要求\n三年内改完全部旧场地。')
  expect(matched.texts.get('三')).toContain('每村留出一处场地')
  expect(matched.texts.get('三')).not.toContain('强化用地')
  expect(matched.missing).toEqual([])
})

test('both kinds of brackets and odd full stops open the same clause [WX-027]', () => {
  const matched = matchText(register, text)
  expect(matched.texts.get('二（一）')).toContain('改造场地')
  expect(matched.texts.get('二（二）')).toContain('每处补贴一次')
  expect(matched.texts.get('二（一）1')).toContain('〔责任单位：镇民政办〕')
  const printedOtherwise = matchText(
    register,
    text.replace('(一)改造', '（一）改造').replace('〔责任单位：镇民政办〕', '(责任单位：镇民政办)'),
  )
  expect([...printedOtherwise.texts.keys()]).toEqual([...matched.texts.keys()])
})

test('a sentence cut by a page break is whole again', () => {
  expect(matchText(register, text).texts.get('二（一）')).toContain('改造期间不得停止原有的送餐服务')
  expect(joinBroken(['标题', '下一行'])).toBe('标题\n下一行')
})

test('pieces that no clause takes and clauses the text lacks are named', () => {
  const matched = matchText([...register, { locator: '四', heading: '附则' }], text)
  expect(matched.missing.map((clause) => clause.locator)).toEqual(['四'])
  expect(matched.stray).toEqual([expect.objectContaining({ locator: '二（三）', line: 17 })])
})

test('headings without numbers are found by their words', () => {
  const matched = matchText(
    [
      { locator: '第一章', heading: '现有基础' },
      { locator: '第一章 一', heading: '主要做法' },
      { locator: '第四章（一）', heading: '改造场地' },
    ],
    '现有基础\n主要做法，是先摸底。\n第四章 任务\n一、场地\n（一）改造场地。由镇里办。\n',
  )
  expect([...matched.texts.keys()]).toEqual(['第一章', '第一章 一', '第四章（一）'])
})
