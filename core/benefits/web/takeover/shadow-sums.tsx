// A shadow month in sums: by outcome and by programme, each adding up to the same total.
import { WideTable } from '@songhe/ui/wide-table'
import { Table } from 'antd'
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import type { TableColumnsType } from 'antd'
import type { ShadowOutcome, shadowTotals } from '../../contract-takeover.ts'

type Totals = ReplyOf<typeof shadowTotals>
type Outcome = Totals['outcomes'][number]
type ByProgramme = Totals['programmes'][number]

interface Props {
  totals: Totals
  open(outcome: ShadowOutcome): void
}

const amount = (title: string, key: 'oldFen' | 'newFen') => ({
  title,
  dataIndex: key,
  align: 'right' as const,
  render: (fen: number) => yuan(fen),
})
const difference = {
  title: '相差（元）',
  align: 'right' as const,
  render: (_: unknown, row: { oldFen: number; newFen: number }) =>
    row.newFen === row.oldFen ? '—' : <MoneyChange fen={row.newFen - row.oldFen} />,
}

export function ShadowSums({ totals, open }: Props) {
  const outcomes: TableColumnsType<Outcome> = [
    { title: '比对结果', dataIndex: 'title' },
    {
      title: '笔数',
      dataIndex: 'lines',
      align: 'right',
      render: (n: number, row) => (
        <OpenNumber onOpen={() => open(row.outcome)} label={`打开${row.title} ${n} 笔`}>
          {n.toLocaleString()}
        </OpenNumber>
      ),
    },
    amount('旧台账（元）', 'oldFen'),
    amount('新计算（元）', 'newFen'),
    difference,
  ]
  const programmes: TableColumnsType<ByProgramme> = [
    { title: '项目', dataIndex: 'title' },
    { title: '笔数', dataIndex: 'lines', align: 'right', render: (n: number) => n.toLocaleString() },
    { title: '一致', dataIndex: 'equal', align: 'right', render: (n: number) => n.toLocaleString() },
    amount('旧台账（元）', 'oldFen'),
    amount('新计算（元）', 'newFen'),
    difference,
  ]
  const total = (cells: React.ReactNode[]) => () => (
    <Table.Summary.Row style={{ fontWeight: 600 }}>
      {cells.map((cell, i) => (
        // biome-ignore lint: the cells of a total never move
        <Table.Summary.Cell key={i} index={i} align={i === 0 ? 'left' : 'right'}>
          {cell}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  )
  const money = [yuan(totals.oldFen), yuan(totals.newFen), <MoneyChange key="change" fen={totals.newFen - totals.oldFen} />]
  return (
    <div
      style={{
        display: 'grid',
        gap: 14,
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
        margin: '14px 0',
      }}
    >
      <section className="card">
        <h2 style={{ paddingBottom: 10 }}>比对结果</h2>
        <WideTable<Outcome>
          columns={outcomes}
          dataSource={totals.outcomes}
          rowKey="outcome"
          size="small"
          pagination={false}
          summary={total(['合计', totals.lines.toLocaleString(), ...money])}
        />
        {totals.beside.lines > 0 && (
          <p className="inside sub">
            另有补发、追回等 {totals.beside.lines.toLocaleString()} 笔，{yuan(totals.beside.fen)} 元，不在逐笔比对之内。
          </p>
        )}
      </section>
      <section className="card">
        <h2 style={{ paddingBottom: 10 }}>按项目</h2>
        <WideTable<ByProgramme>
          columns={programmes}
          dataSource={totals.programmes}
          rowKey="programme"
          size="small"
          pagination={false}
          summary={total([
            '合计',
            totals.lines.toLocaleString(),
            totals.programmes.reduce((sum, one) => sum + one.equal, 0).toLocaleString(),
            ...money,
          ])}
        />
      </section>
    </div>
  )
}
