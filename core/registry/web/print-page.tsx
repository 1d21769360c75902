// One elder's file on A4: asked for as an act of its own, because printing is recorded.
import { FieldList } from '@songhe/ui/field-list'
import { Panel } from '@songhe/ui/panel'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useParams } from '@tanstack/react-router'
import { call } from '@songhe/ui/call'
import type { ReplyOf } from '@songhe/basics/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { printPerson } from '../contract.ts'

export function PrintPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [sheet, setSheet] = useState<ReplyOf<typeof printPerson>>()
  const [error, setError] = useState<unknown>()
  const prepare = () => call(printPerson, { params: { id } }).then(setSheet, setError)
  if (!sheet)
    return (
      <>
        <PageTitle
          title="个人明细"
          acts={
            <Button type="primary" onClick={prepare}>
              生成明细（记入日志）
            </Button>
          }
        />
        <ProblemNote error={error} />
      </>
    )
  const { person } = sheet
  return (
    <article className="card" style={{ padding: 24, maxWidth: 800 }}>
      <PageTitle
        title={`${sheet.office} 老人个人明细`}
        acts={
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      <FieldList
        lines={[
          { label: '姓名', value: person.name },
          { label: '性别、年龄', value: `${person.sex === 'female' ? '女' : '男'}，${person.age} 岁` },
          { label: '身份证', value: person.citizenId || '未登记' },
          { label: '户籍', value: `${person.place}${person.address}` },
          { label: '电话', value: person.phone || '未登记' },
          ...person.facts.map((fact) => ({
            label: fact.title,
            value: `${fact.text}，${fact.from} 起`,
            source: `${fact.source.label}，${fact.source.reportedOn}`,
          })),
          ...person.contacts.map((contact) => ({ label: contact.relation, value: `${contact.name}　${contact.phone}` })),
        ]}
      />
      <Panel name="person.benefits-print" person={person} />
      <p className="sub" style={{ marginTop: 16 }}>
        打印：{sheet.printedBy}，{sheet.printedOn}
      </p>
    </article>
  )
}
