// 需求与消费调查: the latest answers first, the earlier ones in the columns beside them, each with its day and who asked.
import { useMay } from '@songhe/ui/me'
import { WideTable } from '@songhe/ui/wide-table'
import { Button } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'
import { SurveyForm } from './survey-form.tsx'
import { WithdrawConsent } from './withdraw-consent.tsx'

const SHOWN = 3

export function SurveyPanel({ person }: { person: PersonFile }) {
  const [asking, setAsking] = useState(false)
  const [all, setAll] = useState(false)
  const mayWrite = useMay('registry.write') && person.state === 'active' && !person.diedOn
  const shown = all ? person.surveys : person.surveys.slice(0, SHOWN)
  const questions = [...new Map(shown.flatMap(({ answers }) => answers).map(({ kind, title }) => [kind, title])).entries()]
  const rows = questions.map(([kind, title]) => ({
    kind,
    title,
    ...Object.fromEntries(shown.map(({ id, answers }) => [id, answers.find((one) => one.kind === kind)?.text ?? ''])),
  }))
  return (
    <section className="card" aria-label="需求与消费调查">
      <div className="inside panel-head">
        <h2>需求与消费调查</h2>
        <span style={{ display: 'flex', gap: 8 }}>
          {person.surveys.length > SHOWN && (
            <Button size="small" type="text" onClick={() => setAll(!all)}>
              {all ? '只看最近几次' : `全部 ${person.surveys.length} 次`}
            </Button>
          )}
          {mayWrite && (
            <Button size="small" onClick={() => setAsking(true)}>
              登记一次调查
            </Button>
          )}
        </span>
      </div>
      {person.surveys.length === 0 ? (
        <p className="sub" style={{ padding: '0 16px 14px' }}>
          还没有调查过。
        </p>
      ) : (
        <WideTable
          rowKey="kind"
          dataSource={rows}
          pagination={false}
          columns={[
            { title: '问题', dataIndex: 'title', width: 140, render: (title: string) => <span className="stone">{title}</span> },
            ...shown.map(({ id, day, by, consent, agreed }, i) => ({
              title: (
                <>
                  {day}
                  {i === 0 && '（最近）'}
                  <div className="xs">{by}</div>
                  <div className="xs">
                    {agreed}同意 {mayWrite && <WithdrawConsent person={person.id} consent={consent} />}
                  </div>
                </>
              ),
              dataIndex: id,
              render: (text: string) => text || <span className="stone">没有问</span>,
            })),
          ]}
        />
      )}
      {asking && <SurveyForm person={person} onClose={() => setAsking(false)} />}
    </section>
  )
}
