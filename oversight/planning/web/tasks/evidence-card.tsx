// What the registers must say for the task to count as reached, and what they said.
import { AreaField } from '@songhe/registry/web-door'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { useMay } from '@songhe/ui/me'
import { OpenNumber } from '@songhe/ui/open-number'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { useNavigate } from '@tanstack/react-router'
import { closeEvidence, COMPARISONS, confirmEvidence, HOWS, listEvidenceMeasures, proposeEvidence } from '../../contract/tasks.ts'
import type { TaskFile } from './task-page.tsx'
import { ProofWord } from './task-words.tsx'

type Piece = TaskFile['evidence'][number]

export function EvidenceCard({ task }: { task: TaskFile }) {
  const may = useMay('tasks.write')
  return (
    <Card title="证据" act={may && <Propose task={task} />}>
      {task.evidence.length === 0 && <p className="sub">还没有设定证据。设定后每天查台账，不用任何人填写结果。</p>}
      <ul>
        {task.evidence.map((piece) => (
          <li key={piece.id} style={{ padding: '8px 0', borderTop: '1px solid var(--line-soft)' }}>
            <Line task={task} piece={piece} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Line({ task, piece }: { task: TaskFile; piece: Piece }) {
  const navigate = useNavigate()
  const [decide, write] = [useMay('tasks.decide'), useMay('tasks.write')]
  const at = { id: task.id, evidence: piece.id }
  return (
    <>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
        <b>
          {piece.title}
          {piece.splitTitle && `（${piece.splitTitle}）`}
        </b>
        <span>
          {piece.place} {COMPARISONS[piece.comparison]} {piece.quantity.toLocaleString('zh-CN')} {piece.unit}
        </span>
        {piece.confirmedBy ? piece.verdict && <ProofWord proof={piece.verdict} /> : <StateTag tone="amber">待确认</StateTag>}
        {piece.value !== null && (
          <OpenNumber
            label={`${piece.title}的 ${piece.records} 条记录`}
            onOpen={() => navigate({ to: `/tasks/${task.id}/records` as never, search: { evidence: piece.id } as never })}
          >
            台账现有 {piece.value.toLocaleString('zh-CN')}
          </OpenNumber>
        )}
      </div>
      <div className="xs">
        {piece.note} 依据 {piece.ground}，{piece.recordedBy} 设定
        {piece.confirmedBy && `，${piece.confirmedBy} 确认`}
        {piece.foundOn && `，${piece.foundOn} 核对`}
      </div>
      <div style={{ display: 'flex', gap: 8 }}>
        {decide && !piece.confirmedBy && !piece.mine && (
          <ActButton
            line={confirmEvidence}
            button="确认"
            small
            title={`确认证据：${piece.title}`}
            fields={[]}
            input={(_values, id) => ({ params: at, body: { id } })}
          >
            <p>确认后立即查台账，以后每天查一次。</p>
          </ActButton>
        )}
        {write && (
          <ActButton
            line={closeEvidence}
            button="撤下"
            quiet
            title={`撤下证据：${piece.title}`}
            fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
            input={({ reason }, id) => ({ params: at, body: { id, reason } })}
          />
        )}
      </div>
    </>
  )
}

/** One choice names the measure and, where it tells kinds apart, the kind. */
function Propose({ task }: { task: TaskFile }) {
  const { data } = useRead(listEvidenceMeasures, {})
  const options = (data?.rows ?? []).flatMap(({ key, title, unit, splits }) => [
    { value: `${key}|`, label: `${title}（${unit}）` },
    ...splits.map((split) => ({ value: `${key}|${split.key}`, label: `${title}：${split.title}（${unit}）` })),
  ])
  return (
    <ActButton
      line={proposeEvidence}
      button="设定证据"
      small
      initial={{ how: 'sum', comparison: 'at-least' }}
      fields={[
        { name: 'what', label: '数什么', kind: 'select', required: true, options, note: '列表里没有的，说明台账还没有来源。' },
        { name: 'how', label: '怎么数', kind: 'select', required: true, options: optionsOf(HOWS) },
        { name: 'comparison', label: '比较', kind: 'select', required: true, options: optionsOf(COMPARISONS) },
        { name: 'quantity', label: '数量', kind: 'number', required: true },
        { name: 'place', label: '只数一个镇街', control: <AreaField label="只数一个镇街" /> },
        { name: 'since', label: '从哪天起数', kind: 'day', note: '数一段时间里发生的事时填写；不填从今年1月1日起。' },
        { name: 'ground', label: '依据', required: true, note: '例如条款或会议纪要。' },
      ]}
      input={({ what, place, since, ...values }, id) => {
        const [measure, split] = String(what).split('|') as [string, string]
        return {
          params: { id: task.id },
          body: { id, measure, split, ...values, ...(place && { place }), ...(since && { since }) } as never,
        }
      }}
    />
  )
}
