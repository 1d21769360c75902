// The sheet itself: numbered parts with the same words as the page, for the paper file and for the elder who asks.
import type { ReplyOf } from '@songhe/basics/contract'
import { FieldList } from '@songhe/ui/field-list'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { Panel } from '@songhe/ui/panel'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { printPerson } from '../contract.ts'
import { when } from './looks-panel.tsx'
import { spanOf } from './residence-panel.tsx'

const PRINTED_LOOKS = 10

export function PrintedFile({ sheet }: { sheet: ReplyOf<typeof printPerson> }) {
  const maySeeHealth = useMay('registry.health')
  const { person } = sheet
  const payee = person.payees.find((one) => !one.closed)
  return (
    <article className="card printed" style={{ padding: 24, maxWidth: 800 }}>
      <PageTitle
        title={`${sheet.office}　老人个人明细`}
        acts={
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      {person.notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
      <Part title="基本情况">
        <FieldList
          lines={[
            { label: '姓名', value: person.name },
            { label: '性别、年龄', value: `${person.sex === 'female' ? '女' : '男'}，${person.age} 岁` },
            { label: '身份证', value: person.citizenId || '未登记' },
            { label: '户籍', value: `${person.place}${person.address}` },
            { label: '现住', value: person.residence },
            { label: '电话', value: person.phone || '未登记' },
            {
              label: '收款账户',
              value: payee
                ? `${payee.account} ${payee.holder} ${payee.bank}${payee.relation === '本人' ? '' : `（${payee.relation}，${payee.ground}）`}`
                : '未登记',
              source: payee && (payee.verifiedOn ? `核验 ${payee.verifiedOn}` : '未核验'),
            },
          ]}
        />
      </Part>
      <Part title="事实和来源">
        <FieldList
          lines={person.facts.map((fact) => ({
            label: fact.title,
            value: `${fact.text}，${fact.from} 起${fact.to ? `至 ${fact.to}` : ''}${fact.paper ? `；${fact.paper}` : ''}`,
            source: `${fact.source.label}，${fact.source.reportedOn}`,
          }))}
        />
      </Part>
      <Part title="同住家庭与联系人">
        <ul>
          {person.household?.members.map((member) => (
            <li key={member.id}>
              {member.name}，{member.age} 岁，{person.household!.kind}同住，{member.since} 起
            </li>
          ))}
          {person.contacts.map((contact) => (
            <li key={contact.id}>
              {contact.name}，{contact.relation}
              {contact.duty !== '其他' && `，${contact.duty}`}
              {contact.sameHome && '，同住'}　{contact.phone}
            </li>
          ))}
          {!person.household && person.contacts.length === 0 && <li>没有登记</li>}
        </ul>
      </Part>
      <Part title="户籍与居住经过">
        <ul>
          {person.residences.map((stay) => (
            <li key={`${stay.from} ${stay.to}`}>
              {spanOf(stay)}　{stay.registered}
              {stay.residence && stay.residence !== '同户籍' && `，住${stay.residence}`}
            </li>
          ))}
        </ul>
      </Part>
      {maySeeHealth && (
        <Part title="需求与消费调查">
          {person.surveys.length === 0 && <p>还没有调查过。</p>}
          {person.surveys.map((survey) => (
            <p key={survey.id}>
              {survey.day}，{survey.by}：{survey.answers.map((answer) => `${answer.title} ${answer.text}`).join('；')}
            </p>
          ))}
        </Part>
      )}
      <Part title="待遇和发放">
        <Panel name="person.benefits-print" person={person} />
      </Part>
      <Part
        title={`谁看过（最近 ${Math.min(PRINTED_LOOKS, person.looks.rows.length)} 次；近一年共 ${person.looks.inYear} 次，其中看全号 ${person.looks.unmasked} 次）`}
      >
        <ul>
          {person.looks.rows.slice(0, PRINTED_LOOKS).map((look) => (
            <li key={look.at + look.event}>
              {when(look.at)}　{look.actor}　{look.title}
              {look.reason && `：${look.reason}`}
            </li>
          ))}
        </ul>
      </Part>
      <p className="sub" style={{ marginTop: 16 }}>
        打印：{sheet.printedBy}，{sheet.printedOn}
        {person.hidden.length > 0 && `。打印人的岗位不显示：${person.hidden.join('、')}`}
      </p>
    </article>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section style={{ marginTop: 14 }}>
      <h2 style={{ font: '600 14px/24px var(--sans)', color: 'var(--deep)' }}>{title}</h2>
      {children}
    </section>
  )
}
