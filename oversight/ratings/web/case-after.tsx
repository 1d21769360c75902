// After a decision: objections and appeals with their answers, downgrades and withdrawals with theirs.
import { ActButton } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { useMay, useMe } from '@songhe/ui/me'
import { StateTag } from '@songhe/ui/state-tag'
import { answerChallenge, decideChange, proposeChange } from '../contract/challenges.ts'
import type { File } from './case-page.tsx'

const KINDS = { objection: '异议', appeal: '申诉' } as const
const CHANGES = { downgrade: '降级', revoke: '撤销' } as const

export function ChallengesCard({ file }: { file: File }) {
  const may = useMay('ratings.decide')
  return (
    <Card title="异议和申诉">
      {file.challenges.length === 0 && <p className="sub">没有。</p>}
      <ul>
        {file.challenges.map((one) => (
          <li key={one.id} style={{ padding: '6px 0', borderTop: '1px solid var(--line-soft)' }}>
            <b>{KINDS[one.kind]}</b> {one.raisedOn} {one.raisedBy}：{one.ground}
            <div className="xs">
              {one.upheld === null
                ? one.reviewed
                  ? '已复评，等待答复'
                  : '等待复评或答复'
                : `${one.answeredOn} ${one.answeredBy} ${one.upheld ? '采纳' : '不采纳'}：${one.answer}${
                    one.upheld ? `（${one.gradeBefore || '未达等级'} → ${one.gradeAfter || '未达等级'}）` : ''
                  }`}
            </div>
            {may && one.upheld === null && (
              <div style={{ display: 'flex', gap: 8, marginTop: 6 }}>
                {([true, false] as const).map((upheld) => (
                  <ActButton
                    key={String(upheld)}
                    line={answerChallenge}
                    button={upheld ? '采纳' : '不采纳'}
                    small
                    fields={[
                      {
                        name: 'answer',
                        label: '答复',
                        kind: 'long',
                        required: true,
                        ...(upheld && { note: '采纳以前要有复评；等级按复评重新得出。' }),
                      },
                    ]}
                    input={({ answer }, id) => ({ params: { id: file.id, challenge: one.id }, body: { id, upheld, answer } })}
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function ChangesCard({ file }: { file: File }) {
  const [mayPropose, mayDecide] = [useMay('ratings.score'), useMay('ratings.decide')]
  const open = file.changes.some(({ approved }) => approved === null)
  if (file.state !== 'in-force' && file.changes.length === 0) return null
  return (
    <Card title="降级和撤销" act={mayPropose && file.state === 'in-force' && !open && <Propose file={file} />}>
      {file.changes.length === 0 && <p className="sub">没有。有效期内出了事故、不再符合条件的，从这里提出。</p>}
      <ul>
        {file.changes.map((one) => (
          <li key={one.id} style={{ padding: '6px 0', borderTop: '1px solid var(--line-soft)' }}>
            <b>
              {CHANGES[one.kind]}
              {one.grade && `为${one.grade}`}
            </b>
            ，{one.effectiveOn} 起{' '}
            {one.approved === null ? (
              <StateTag tone="amber">待决定</StateTag>
            ) : (
              <StateTag tone={one.approved ? 'red' : 'stone'}>{one.approved ? '已决定' : '没有同意'}</StateTag>
            )}
            <div className="xs">
              {one.proposedBy} 提出：{one.reason}（{one.evidence}）
              {one.approved !== null && `；${one.decidedBy}，${one.decision}${one.note && `，${one.note}`}`}
            </div>
            {mayDecide && one.approved === null && (
              <div style={{ display: 'flex', gap: 8, marginTop: 6 }}>
                {([true, false] as const).map((approved) => (
                  <ActButton
                    key={String(approved)}
                    line={decideChange}
                    button={approved ? `同意${CHANGES[one.kind]}` : '不同意'}
                    small
                    fields={[
                      { name: 'decision', label: '决定文号', required: true },
                      { name: 'note', label: '说明', kind: 'long' },
                    ]}
                    input={({ decision, note = '' }, id) => ({
                      params: { id: file.id, change: one.id },
                      body: { id, approved, decision, note },
                    })}
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Propose({ file }: { file: File }) {
  const me = useMe()
  const grades = file.grading?.ladder.map(({ grade }) => grade) ?? []
  const lower = grades.slice(grades.indexOf(file.grade) + 1)
  return (
    <ActButton
      line={proposeChange}
      button="提出降级或撤销"
      small
      initial={{ effectiveOn: me.today }}
      fields={[
        {
          name: 'to',
          label: '改为',
          kind: 'select',
          required: true,
          options: [...lower.map((grade) => ({ value: grade, label: `降为${grade}` })), { value: 'revoke', label: '撤销等级' }],
        },
        { name: 'effectiveOn', label: '从哪天起', kind: 'day', required: true, note: '这一天以前，原来的等级照算。' },
        { name: 'reason', label: '理由', kind: 'long', required: true },
        { name: 'evidence', label: '证据', required: true },
      ]}
      input={({ to, effectiveOn, reason, evidence }, id) => ({
        params: { id: file.id },
        body: {
          id,
          effectiveOn,
          reason,
          evidence,
          kind: to === 'revoke' ? ('revoke' as const) : ('downgrade' as const),
          grade: to === 'revoke' ? '' : String(to),
        },
      })}
    />
  )
}
