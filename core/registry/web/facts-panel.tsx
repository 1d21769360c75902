// Facts at the right, by what they are about: the winning value, its source and date; the source opens what all the others say.
import { FieldList, type FieldLine } from '@songhe/ui/field-list'
import { useMay } from '@songhe/ui/me'
import { OpenNumber } from '@songhe/ui/open-number'
import { Button } from 'antd'
import { useState } from 'react'
import type { FactView, PersonFile } from '../contract/people.ts'
import { FactSources } from './fact-sources.tsx'
import { PaymentLines } from './payment-lines.tsx'
import { RecordFactForm } from './record-fact-form.tsx'

const SECTIONS: { title: string; groups: string[]; always?: Record<string, string> }[] = [
  { title: '户籍与居住', groups: ['户籍', '居住'] },
  { title: '救助、优抚与家庭', groups: ['救助', '优抚', '家庭', '其他'] },
  { title: '残疾与能力', groups: ['残疾', '能力'] },
  {
    title: '保险',
    groups: ['保险'],
    always: { 'insurance.pension': '养老保险', 'insurance.medical': '医疗保险', 'insurance.long-term-care': '长期护理保险' },
  },
]

/** Looked up and not so: 否, 查无残疾证, 能力完好 is an answer and stays. */
const isNegative = (fact: FactView) => fact.value === 'false' || (fact.kind === 'disability.grade' && fact.value === '0')

export function FactsPanel({ person }: { person: PersonFile }) {
  const [opened, setOpened] = useState<FactView>()
  const [adding, setAdding] = useState(false)
  const mayWrite = useMay('registry.write') && person.state === 'active'
  return (
    <div className="inside narrow">
      <div className="panel-head">
        <h2>事实</h2>
        {mayWrite && (
          <Button size="small" onClick={() => setAdding(true)}>
            登记一条
          </Button>
        )}
      </div>
      {SECTIONS.map((section) => {
        const facts = person.facts.filter((fact) => section.groups.includes(fact.group))
        const lines = [
          ...(section.title === '户籍与居住' ? placeLines(person) : []),
          ...facts.filter((fact) => !isNegative(fact)).map((fact) => lineOf(fact, setOpened)),
          ...Object.entries(section.always ?? {})
            .filter(([kind]) => !facts.some((fact) => fact.kind === kind))
            .map(([, label]) => ({ label, value: <span className="stone">未登记</span> })),
          ...noneLine(facts.filter(isNegative), setOpened),
        ]
        return (
          lines.length > 0 && (
            <section key={section.title} aria-label={section.title}>
              <h3>{section.title}</h3>
              <FieldList lines={lines} />
            </section>
          )
        )
      })}
      <section aria-label="联系与收款">
        <h3>联系与收款</h3>
        <PaymentLines person={person} />
      </section>
      {person.hidden.length > 0 && <p className="xs">您的岗位不显示：{person.hidden.join('、')}。</p>}
      {opened && <FactSources person={person} fact={opened} onClose={() => setOpened(undefined)} />}
      {adding && <RecordFactForm person={person} onClose={() => setAdding(false)} />}
    </div>
  )
}

const placeLines = (person: PersonFile): FieldLine[] => [
  { label: '户籍', value: `${person.place}${person.address}` },
  { label: '现住', value: person.residence },
]

function lineOf(fact: FactView, onOpen: (fact: FactView) => void): FieldLine {
  const since = fact.kind === 'person.birth' || fact.from <= '1950' ? '' : `${fact.from} 起`
  const span = [since, fact.to && !fact.paper && `至 ${fact.to}`].filter(Boolean).join('，')
  return {
    label: fact.title,
    value: (
      <>
        {fact.text} {span && <span className="xs keep">{span}</span>}
        {fact.differ > 0 && <span className="xs amber"> {fact.differ} 处不同</span>}
        {fact.agree > 1 && <span className="xs pine"> {fact.agree} 处一致</span>}
        {fact.paper && <div className="xs">{fact.paper}</div>}
      </>
    ),
    source: (
      <OpenNumber onOpen={() => onOpen(fact)} label={`${fact.title}的全部来源`}>
        {fact.source.label}
        <br />
        <u>{fact.source.reportedOn}</u>
      </OpenNumber>
    ),
  }
}

/** What was looked up and is not so takes one line, each word opening its sources. */
function noneLine(facts: readonly FactView[], onOpen: (fact: FactView) => void): FieldLine[] {
  if (facts.length === 0) return []
  return [
    {
      label: '没有',
      value: (
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 10px' }}>
          {facts.map((fact) => (
            <OpenNumber key={fact.id} onOpen={() => onOpen(fact)} label={`${fact.title}的全部来源`}>
              {fact.value === '0' ? '残疾证' : fact.title}
              {fact.differ > 0 && <span className="amber">（{fact.differ} 处不同）</span>}
            </OpenNumber>
          ))}
        </span>
      ),
    },
  ]
}
