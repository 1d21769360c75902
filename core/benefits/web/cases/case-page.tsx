// One case: where it stands, who has it, every step so far, and the one next act of the one who looks.
import { useNotice } from '@songhe/ui/notice'
import { useRead, useWrite } from '@songhe/ui/query'
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { useParams } from '@tanstack/react-router'
import { ProblemNote } from '@songhe/ui/problem-note'
import { PageTitle } from '@songhe/ui/page-title'
import { StateTag } from '@songhe/ui/state-tag'
import { Card, Descriptions, Skeleton, Timeline } from 'antd'
import * as contract from '../../contract-cases.ts'
import type { CaseDetail } from '../../contract-cases.ts'
import { CaseObjections } from './case-objections.tsx'
import { CaseActs } from './case-acts.tsx'
import { deskStyle } from './desk-style.ts'

export function CasePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const message = useNotice()
  const found = useRead(contract.showCase, { params: { id } })
  const town = useWrite(contract.checkInTown)
  const resubmit = useWrite(contract.resubmitCase)
  const decide = useWrite(contract.decideCase)
  const withdraw = useWrite(contract.withdrawCase)
  if (found.error) return <ProblemNote error={found.error} />
  if (!found.data) return <Skeleton active />
  const one = found.data
  const step = { id: newId(), version: one.version }
  async function done(act: Promise<unknown>) {
    await act
    message.success('已办理。')
  }
  return (
    <>
      <style href="benefits-desk" precedence="low">
        {deskStyle}
      </style>
      <PageTitle title={`${one.name} ${one.programmeTitle}`}>
        <StateTag tone={one.state === 'granted' ? 'pine' : one.state === 'returned' ? 'amber' : 'sky'}>{one.stateTitle}</StateTag>
      </PageTitle>
      <ProblemNote error={town.error ?? resubmit.error ?? decide.error ?? withdraw.error} />
      <Card style={{ marginTop: 12 }}>
        <Facts one={one} />
      </Card>
      <Card title="经过" style={{ marginTop: 12 }}>
        <Steps one={one} />
      </Card>
      <CaseObjections one={one} />
      <CaseActs
        one={one}
        pass={(note) => done(town.mutateAsync({ params: { id }, body: { ...step, verdict: 'pass', faults: [], note } }))}
        giveBack={(faults, note) =>
          done(
            one.state === 'town-check'
              ? town.mutateAsync({ params: { id }, body: { ...step, verdict: 'return', faults, note } })
              : decide.mutateAsync({ params: { id }, body: { ...step, verdict: 'return', faults, reason: note } }),
          )
        }
        resubmit={(note) => done(resubmit.mutateAsync({ params: { id }, body: { ...step, note } }))}
        decide={(verdict, reason) => done(decide.mutateAsync({ params: { id }, body: { ...step, verdict, reason, faults: [] } }))}
        withdraw={(reason) => done(withdraw.mutateAsync({ params: { id }, body: { ...step, reason } }))}
      />
    </>
  )
}

function Facts({ one }: { one: CaseDetail }) {
  return (
    <Descriptions
      column={{ xs: 1, sm: 2, lg: 3 }}
      size="small"
      items={[
        { label: '办件号', children: one.number },
        { label: '现在在谁手里', children: one.holder || '已办结' },
        {
          label: '应办结',
          children:
            one.overdueDays > 0 ? (
              <span className="red">
                {one.dueOn} 逾期{one.overdueDays}天
              </span>
            ) : (
              (one.dueOn ?? '未定')
            ),
        },
        { label: '住址', children: `${one.town}${one.village}` },
        { label: '每月', children: `${yuan(one.monthlyFen)} 元，从 ${one.startMonth ?? '批准当月'} 起` },
        { label: '应补', children: one.arrearsFen ? `${yuan(one.arrearsFen)} 元（${one.arrears.length}个月）` : '无' },
        { label: '发起', children: `${one.openedBy}${one.confirmedOnly ? '（免申即享）' : ''}` },
        { label: '决定', children: one.decidedBy ? `${one.decidedBy}，${one.decisionNumber ?? ''}` : '还没有决定' },
        { label: '公示', children: one.noticeFrom ? `${one.noticeFrom} 至 ${one.noticeTo}` : '未公示' },
      ]}
    />
  )
}

function Steps({ one }: { one: CaseDetail }) {
  return (
    <Timeline
      items={one.steps.map((step) => ({
        key: step.id,
        content: (
          <>
            <b>{step.title}</b>{' '}
            <span className="stone">
              {step.by}，{new Date(step.at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}
            </span>
            {step.note && <div>{step.note}</div>}
            {step.faults.length > 0 && (
              <ol>
                {step.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ol>
            )}
          </>
        ),
      }))}
    />
  )
}
