// Facts at the right: the winning value with source and date; what other sources say opens on a click.
import { FieldList, type FieldLine } from '@songhe/ui/field-list'
import { useMay } from '@songhe/ui/me'
import { Masked } from '@songhe/ui/masked'
import { OpenNumber } from '@songhe/ui/open-number'
import { useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { useState } from 'react'
import type { FactView, PersonFile } from '../contract/people.ts'
import { unmask } from '../contract.ts'
import { FactSources } from './fact-sources.tsx'
import { PayeeForm } from './payee-form.tsx'
import { RecordFactForm } from './record-fact-form.tsx'

export function FactsPanel({ person }: { person: PersonFile }) {
  const [opened, setOpened] = useState<FactView>()
  const [adding, setAdding] = useState(false)
  const [paying, setPaying] = useState(false)
  const mayUnmask = useMay('registry.unmask')
  const look = useWrite(unmask)
  const reveal = (field: 'phone' | 'account') =>
    mayUnmask
      ? {
          onReveal: (reason: string) =>
            look.mutateAsync({ params: { id: person.id }, body: { field, reason } }).then((reply) => reply.value),
        }
      : {}
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
    { label: '电话', value: person.phone ? <Masked value={person.phone} what="电话" {...reveal('phone')} /> : '未登记' },
    {
      label: '收款账户',
      value: (
        <>
          {payee ? (
            <>
              <Masked value={payee.account} what="账号" {...reveal('account')} /> {payee.holder}
              {payee.relation !== '本人' && `（${payee.relation}，${payee.ground}）`}
            </>
          ) : (
            '未登记'
          )}{' '}
          {mayWrite && person.state === 'active' && (
            <Button size="small" onClick={() => setPaying(true)}>
              {payee ? '变更' : '登记'}
            </Button>
          )}
        </>
      ),
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
      {opened && <FactSources person={person} fact={opened} onClose={() => setOpened(undefined)} />}
      {paying && <PayeeForm person={person} onClose={() => setPaying(false)} />}
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
      <OpenNumber onOpen={onOpen} label={`${fact.title}的全部来源`}>
        {others || '来源'}
      </OpenNumber>
    </>
  )
}
