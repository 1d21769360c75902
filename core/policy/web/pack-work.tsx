// One table at work: cells edited in place, cases, effect on the roll, and the decision that a second person completes.
import { newId } from '@songhe/basics/ids'
import { ConfirmSum } from '@songhe/ui/confirm-sum'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Button } from 'antd'
import { discardDraft, editDraft, isJudged, publishPack, showPack, submitDraft } from '../contract.ts'
import { PackCases } from './pack-cases.tsx'
import { type Edit, PackEdit } from './pack-edit.tsx'
import { PackEffect } from './pack-effect.tsx'
import { PackParts } from './pack-parts.tsx'
import { PackTable } from './pack-table.tsx'

export function PackWork({ pack }: { pack: string }) {
  const mayDraft = useMay('policy.draft')
  const mayPublish = useMay('policy.publish')
  const shown = useRead(showPack, { params: { pack } })
  const edit = useWrite(editDraft)
  const submit = useWrite(submitDraft)
  const publish = useWrite(publishPack)
  const discard = useWrite(discardDraft)
  if (!shown.data) return shown.error ? <ProblemNote error={shown.error} /> : <p className="sub">正在打开规则表…</p>
  const { data } = shown
  const { draft } = data
  const change = (part: Edit) =>
    edit.mutate({
      params: { pack },
      body: { id: newId(), cells: [], addRows: [], removeRows: [], addCases: [], removeCases: [], ...part },
    })
  const named = draft && { params: { pack }, body: { id: newId(), version: draft.version, digest: draft.digest } }
  const next = draft?.state === 'draft' ? data.submitting : data.publishing
  const open = data.rows.filter((row) => row.amount.status === 'unconfirmed').length
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 14 }}>
      <ProblemNote error={edit.error ?? submit.error ?? publish.error ?? discard.error} />
      <PackTable table={data} editable={mayDraft} onEdit={(row, column, value) => change({ cells: [{ row, column, value }] })} />
      <PackParts table={data} editable={mayDraft} />
      {mayDraft && <PackEdit table={data} onEdit={change} />}
      {isJudged(data.kind) && (
        <div className={draft ? 'halves' : undefined}>
          <PackCases
            pack={pack}
            drafted={draft !== null}
            {...(mayDraft && { onRemove: (name: string) => change({ removeCases: [name] }) })}
          />
          {data.kind === 'allowance' && draft && <PackEffect pack={pack} />}
        </div>
      )}
      {draft && named && (
        <DecisionBar
          acts={
            <>
              {mayDraft && (
                <Button onClick={() => discard.mutate({ params: { pack }, body: { id: newId(), version: draft.version } })}>
                  丢弃草稿
                </Button>
              )}
              {draft.state === 'draft' && mayDraft && (
                <ConfirmSum
                  button="提交发布"
                  question={`提交“${data.title}”第${draft.version}版，请另一个人发布？`}
                  disabled={!data.submitting.allowed}
                  onConfirm={() => submit.mutateAsync(named)}
                />
              )}
              {draft.state === 'submitted' && mayPublish && (
                <ConfirmSum
                  button="发布"
                  question={`发布“${data.title}”第${draft.version}版，自 ${draft.validFrom} 起用？`}
                  disabled={!data.publishing.allowed}
                  onConfirm={() => publish.mutateAsync(named)}
                />
              )}
            </>
          }
        >
          <span>
            第{draft.version}版 {draft.author} 起草{draft.submittedBy ? `，${draft.submittedBy} 提交` : ''}
          </span>
          {open > 0 && <StateTag tone="amber">{open} 个值未确认：先不发，也不拒绝</StateTag>}
          <span className="sub">
            {next.reasons.join(' ') || (next === data.submitting ? '可以提交，由另一个人发布' : '可以发布')}
          </span>
        </DecisionBar>
      )}
    </div>
  )
}
