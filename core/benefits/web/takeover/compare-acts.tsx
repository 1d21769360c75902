// What follows from a list: the unpaid get a case, the wrongly paid are put before a second person.
import { useNotice } from '@songhe/ui/notice'
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button } from 'antd'
import { startCases, type Programme } from '../../contract-cases.ts'
import { type CompareRow, openTakeoverAnomalies, type TakeoverList } from '../../contract-takeover.ts'

interface Props {
  list: TakeoverList
  rows: readonly CompareRow[]
  done(): void
}

export function CompareActs({ list, rows, done }: Props) {
  const message = useNotice()
  const start = useWrite(startCases)
  const open = useWrite(openTakeoverAnomalies)
  const items = rows.map((row) => ({ person: row.person, programme: row.programme as Programme }))
  const fresh = rows.every((row) => !row.benefitCase && !row.anomaly)
  const begin = (way: 'town-check' | 'confirm') =>
    start.mutate(
      { body: { id: newId(), items, way, note: '接管旧台账时发现' } },
      { onSuccess: ({ cases }) => (done(), void message.success(`已发起 ${cases.length} 个办件。`)) },
    )
  const putDown = () =>
    open.mutate(
      { body: { id: newId(), items } },
      { onSuccess: ({ opened }) => (done(), void message.success(`已列入 ${opened} 条数据异常，请另一位工作人员核对。`)) },
    )
  if (list === 'paid-not-owed')
    return (
      <DecisionBar
        acts={
          <Button type="primary" size="large" disabled={rows.length === 0 || !fresh} loading={open.isPending} onClick={putDown}>
            列为数据异常
          </Button>
        }
      >
        <Chosen rows={rows} fen={rows.reduce((sum, row) => sum + row.oldFen, 0)} fresh={fresh} />
        <ProblemNote error={open.error} />
      </DecisionBar>
    )
  const complete = rows.length > 0 && rows.every((row) => row.complete)
  return (
    <DecisionBar
      acts={
        <>
          <Button
            size="large"
            disabled={rows.length === 0 || !fresh}
            loading={start.isPending}
            onClick={() => begin('town-check')}
          >
            派镇街核实
          </Button>
          <Button
            type="primary"
            size="large"
            disabled={!complete || !fresh}
            loading={start.isPending}
            onClick={() => begin('confirm')}
          >
            免申即享办理
          </Button>
        </>
      }
    >
      <Chosen rows={rows} fen={rows.reduce((sum, row) => sum + row.ruleFen, 0)} fresh={fresh} />
      {rows.length > 0 && !complete && <span className="sub">有的还缺材料，只能派镇街核实</span>}
      <ProblemNote error={start.error} />
    </DecisionBar>
  )
}

function Chosen({ rows, fen, fresh }: { rows: readonly CompareRow[]; fen: number; fresh: boolean }) {
  if (rows.length === 0) return <span className="sub">请先在表里勾选</span>
  return (
    <span>
      已选 <b>{rows.length}</b> 项，每月 <b>{yuan(fen)}</b> 元
      {!fresh && <span className="sub">　有的已经在办理，请去掉勾选</span>}
    </span>
  )
}
