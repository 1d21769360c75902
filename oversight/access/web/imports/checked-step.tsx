// After the check: what comes back and why, the marked file, and the decision to take all or only the good rows.
import { commitImport, downloadErrors } from '@songhe/kernel/sheets/contract'
import { call } from '@songhe/ui/call'
import { ConfirmSum } from '@songhe/ui/confirm-sum'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { useState } from 'react'
import type { ShownImport } from './import-page.tsx'
import { count } from './import-words.tsx'
import { RefusedRows } from './refused-rows.tsx'

export function CheckedStep({ shown, onAgain }: { shown: ShownImport; onAgain(): void }) {
  const { id, accepted, rejected, warned, rowsIn } = shown.import
  const may = useMay('sheets.import')
  const commit = useWrite(commitImport)
  const some = rejected! > 0
  return (
    <>
      {some || warned > 0 ? (
        <RefusedRows id={id} warned={warned} />
      ) : (
        <p className="card inside">{rowsIn === 0 ? '表头下面没有数据行。' : '每一行都可以导入。'}</p>
      )}
      <ProblemNote error={commit.error} />
      {may && (
        <DecisionBar
          acts={
            <>
              <Button onClick={onAgain}>重新对应栏目</Button>
              {some && <MarkedFile id={id} />}
              <ConfirmSum
                button={some ? `只导入可以的 ${count(accepted)} 行` : `导入全部 ${count(accepted)} 行`}
                question={
                  some ? `退回 ${count(rejected)} 行，导入其余 ${count(accepted)} 行？` : `导入全部 ${count(accepted)} 行？`
                }
                disabled={accepted === 0}
                onConfirm={() => commit.mutateAsync({ params: { id }, body: { partly: some } })}
              >
                <p>
                  共 {count(rowsIn)} 行 = 导入 {count(accepted)} 行 + 退回 {count(rejected)} 行。
                  {some && '退回的行改好后，可以把标出错误的原表再传一次；已导入的行不会重复。'}
                </p>
                <p className="sub">导入以后，在没有后续办理之前可以撤销。</p>
              </ConfirmSum>
            </>
          }
        >
          <span>
            共 <b>{count(rowsIn)}</b> 行 = 可以导入 <b className="pine">{count(accepted)}</b> + 退回{' '}
            <b className={some ? 'amber' : ''}>{count(rejected)}</b>
          </span>
        </DecisionBar>
      )}
    </>
  )
}

export function MarkedFile({ id }: { id: string }) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const take = () => {
    setBusy(true)
    setFailure(undefined)
    call(downloadErrors, { params: { id } })
      .catch(setFailure)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <ProblemNote error={failure} />
      <Button onClick={take} loading={busy}>
        下载标出错误的原表
      </Button>
    </>
  )
}
