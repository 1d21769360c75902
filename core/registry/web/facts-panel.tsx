// Facts at the right: the winning value with source and date; what other sources say opens on a click.
import { FieldList, type FieldLine } from '@songhe/ui/field-list'
import { useMay } from '@songhe/ui/me'
import { OpenNumber } from '@songhe/ui/open-number'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { FactView, PersonFile } from '../contract/people.ts'
import { RecordFactForm } from './record-fact-form.tsx'

export function FactsPanel({ person }: { person: PersonFile }) {
  const [opened, setOpened] = useState<FactView>()
  const [adding, setAdding] = useState(false)
  const mayWrite = useMay('registry.write')
  const payee = person.payees.find((one) => !one.closed)
  const lines: FieldLine[] = [
    { label: '户籍', value: `${person.place}${person.address}` },
    { label: '现住', value: person.residence },
    ...person.facts.map((fact) => ({
      label: fact.title,
      value: <FactValue fact={fact} onOpen={() => setOpened(fact)} />,
      source: (
        <>
          {fact.source.label}
          <br />
          {fact.source.reportedOn}
        </>
      ),
    })),
    { label: '电话', value: person.phone || '未登记' },
    {
      label: '收款账户',
      value: payee
        ? `${payee.account} ${payee.holder}${payee.relation === '本人' ? '' : `（${payee.relation}，${payee.ground}）`}`
        : '未登记',
      source: payee?.verifiedOn ? `核验 ${payee.verifiedOn}` : payee && '未核验',
    },
  ]
  return (
    <div className="inside">
      <div style={{ display: 'flex', justifyContent: 'space-between' }}>
        <h2 style={{ fontSize: 14, color: 'var(--deep)' }}>事实</h2>
        {mayWrite && person.state === 'active' && (
          <Button size="small" onClick={() => setAdding(true)}>
            登记一条
          </Button>
        )}
      </div>
      <FieldList lines={lines} />
      {opened && <SourcesOf fact={opened} onClose={() => setOpened(undefined)} />}
      {adding && <RecordFactForm person={person} onClose={() => setAdding(false)} />}
    </div>
  )
}

function FactValue({ fact, onOpen }: { fact: FactView; onOpen(): void }) {
  const since = fact.kind === 'person.birth' || fact.from <= '1950' ? '' : `，${fact.from} 起`
  const others = [fact.agree > 1 && `${fact.agree} 处一致`, fact.differ > 0 && `${fact.differ} 处不同`].filter(Boolean).join('，')
  return (
    <>
      {fact.text}
      {since}
      {fact.to && `，至 ${fact.to}`}{' '}
      {others && (
        <OpenNumber onOpen={onOpen} label={`${fact.title}的全部来源`}>
          {others}
        </OpenNumber>
      )}
    </>
  )
}

function SourcesOf({ fact, onClose }: { fact: FactView; onClose(): void }) {
  return (
    <Modal open title={`${fact.title}：各处怎么说`} footer={null} onCancel={onClose}>
      <FieldList
        lines={[fact, ...fact.others].map((one, i) => ({
          label: i === 0 ? '采用' : one.value === fact.value ? '一致' : '不同',
          value: `${one.text}（${one.from} 起）`,
          source: `${one.source.label}，${one.source.reportedOn}`,
        }))}
      />
    </Modal>
  )
}
