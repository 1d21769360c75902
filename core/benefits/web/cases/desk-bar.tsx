// The decision bar below a queue: count and sums are read before the button is reached; the button asks once more with the sum.
import { yuan } from '@songhe/basics/money'
import { ConfirmSum } from '@songhe/ui/confirm-sum'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { Button } from 'antd'
import type { QueueKey, QueueRow } from '../../contract-cases.ts'
import { SELECTABLE } from './queue-table.tsx'

export type DeskAct = 'town-check' | 'confirm' | 'decide' | 'close'
const MAIN: Partial<Record<QueueKey, { act: DeskAct; word: string }>> = {
  unclaimed: { act: 'confirm', word: '发起办理' },
  review: { act: 'decide', word: '同意' },
  'notice-ended': { act: 'close', word: '确认批准' },
}

export interface DeskBarProps {
  queue: QueueKey
  rows: QueueRow[]
  sums: { complete: number; incomplete: number } | undefined
  may: boolean
  perform: (act: DeskAct) => Promise<void>
}

export function DeskBar({ queue, rows, sums, may, perform }: DeskBarProps) {
  const main = MAIN[queue]
  if (!SELECTABLE.includes(queue) || !main) return null
  const monthly = rows.reduce((sum, row) => sum + row.monthlyFen, 0)
  const arrears = rows.reduce((sum, row) => sum + row.arrearsFen, 0)
  const none = rows.length === 0 || !may
  const acts = (
    <>
      {queue === 'unclaimed' && (
        <Button size="large" disabled={none} onClick={() => perform('town-check')}>
          派镇街核实
        </Button>
      )}
      <ConfirmSum
        button={`${main.word}（${rows.length}件）`}
        question={`${main.word} ${rows.length} 件，每月合计：`}
        fen={monthly}
        disabled={none}
        onConfirm={() => perform(main.act)}
      >
        <p>
          另应补 {yuan(arrears)} 元。{main.act === 'confirm' && '材料都齐全，由另一位工作人员复核后发放。'}
        </p>
      </ConfirmSum>
    </>
  )
  return (
    <DecisionBar acts={acts}>
      {rows.length > 0 ? (
        <span>
          <b>已选 {rows.length} 件</b>
        </span>
      ) : (
        <span className="stone">
          可直接办理 {sums?.complete ?? 0} 人，还缺材料 {sums?.incomplete ?? 0} 人
        </span>
      )}
      <span className="sum">
        每月 <b>{yuan(monthly)}</b> 元　应补 <b>{yuan(arrears)}</b> 元
      </span>
    </DecisionBar>
  )
}
