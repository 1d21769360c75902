// One task: its clause, who answers, what the registers say, and what was reported beside.
import type { ReplyOf } from '@songhe/basics/contract'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { Citation } from '@songhe/ui/citation'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { confirmTask, showTask, STANDINGS, stateTask } from '../../contract/tasks.ts'
import { EvidenceCard } from './evidence-card.tsx'
import { Places } from './places.tsx'
import { quarters } from './quarters.ts'
import { TaskWord } from './task-words.tsx'
import { UnitsCard } from './units-card.tsx'

export type TaskFile = ReplyOf<typeof showTask>

export function TaskPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(showTask, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton active />
  return (
    <>
      <PageTitle title={`${data.number}　${data.title}`} acts={<Acts task={data} />}>
        <TaskWord {...data} />
        <Citation document={data.documentTitle} clause={data.clause} />
        <span className="sub">{dueText(data)}</span>
      </PageTitle>
      <Places at="/tasks" />
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <EvidenceCard task={data} />
          <Statements task={data} />
        </div>
        <aside aria-label="责任部门" style={{ display: 'grid', gap: 12 }}>
          <UnitsCard task={data} />
          {data.confirmedBy && (
            <Card title="确认">
              <p>
                {data.confirmedOn} {data.confirmedBy}：{data.confirmedReason}
              </p>
            </Card>
          )}
        </aside>
      </div>
    </>
  )
}

function dueText({ dueOn, duePrinted }: TaskFile): string {
  if (!dueOn && !duePrinted) return '文件没有写期限'
  return `${dueOn ? `期限 ${dueOn}` : '没有定下期限'}${duePrinted ? `，文件写作“${duePrinted}”` : ''}`
}

function Acts({ task }: { task: TaskFile }) {
  const may = useMay('tasks.decide')
  if (!may) return null
  return (
    <ActButton
      line={confirmTask}
      button={task.standing === 'to-confirm' ? '确认任务' : '改情形或期限'}
      primary={task.standing === 'to-confirm'}
      initial={{ standing: task.standing === 'past' ? 'past' : 'running', dueOn: task.dueOn ?? '' }}
      fields={[
        {
          name: 'standing',
          label: '情形',
          kind: 'select',
          required: true,
          options: optionsOf({ running: STANDINGS.running!, past: STANDINGS.past! }),
        },
        { name: 'dueOn', label: '期限', kind: 'day', note: '在办而没有期限的留空；归档的照原期限。' },
        { name: 'reason', label: '依据', kind: 'long', required: true },
      ]}
      input={({ standing, dueOn, reason }, id) => ({
        params: { id: task.id },
        body: { id, standing, reason, ...(dueOn && { dueOn }) },
      })}
    />
  )
}

function Statements({ task }: { task: TaskFile }) {
  const [may, me] = [useMay('tasks.state'), useMe()]
  const periods = quarters(me.today)
  const bodies = Object.fromEntries(
    task.units.filter(({ verdict }) => verdict !== 'struck').map((unit) => [unit.department, unit.name]),
  )
  const towns = Object.fromEntries(task.towns.map(({ area, name }) => [String(area), name]))
  const district = useMay('tasks.write')
  return (
    <Card
      title="部门和镇街上报"
      act={
        may && (
          <ActButton
            line={stateTask}
            button="填报进展"
            small
            initial={{ quarter: Object.keys(periods)[0], ...(task.towns.length === 1 && { area: String(task.towns[0]!.area) }) }}
            fields={[
              { name: 'quarter', label: '季度', kind: 'select', required: true, options: optionsOf(periods) },
              { name: 'area', label: '镇街', kind: 'select', options: optionsOf(towns) },
              ...(district ? [{ name: 'department', label: '或部门', kind: 'select' as const, options: optionsOf(bodies) }] : []),
              { name: 'words', label: '进展', kind: 'long', required: true },
            ]}
            input={({ quarter, area, department, words }, id) => ({
              params: { id: task.id },
              body: { id, quarter, words, ...(area && { area: Number(area) }), ...(department && { department }) },
            })}
          />
        )
      }
    >
      <p className="sub">上报只作说明，任务是否达到看上面的证据。</p>
      <ul>
        {task.statements.map((said) => (
          <li key={said.id} style={{ padding: '6px 0', borderTop: '1px solid var(--line-soft)' }}>
            <b>{said.by}</b>　{periods[said.quarter] ?? said.quarter.replace(/^(\d+)-Q(\d)$/, '$1 年第 $2 季度')}
            {said.late && <span className="amber">　迟报</span>}
            <div>{said.words}</div>
            <div className="xs">
              {said.statedOn} {said.recordedBy}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
