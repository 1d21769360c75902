// The same sums town by town; every number opens its names.
import { WideTable } from '@songhe/ui/wide-table'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import type { TableColumnsType } from 'antd'
import type { TakeoverList } from '../../contract-takeover.ts'
import type { Totals } from './takeover-page.tsx'

type Town = Totals['towns'][number]

interface Props {
  towns: readonly Town[]
  open(town: number, list: TakeoverList, amount?: string): void
}

export function TownTable({ towns, open }: Props) {
  const count = (
    title: string,
    key: 'equal' | 'differs' | 'paidNotOwed' | 'owedNotPaid',
    list: TakeoverList,
    amount?: string,
  ) => ({
    title,
    dataIndex: key,
    align: 'right' as const,
    render: (n: number, row: Town) =>
      n === 0 ? (
        <span className="stone">0</span>
      ) : (
        <OpenNumber onOpen={() => open(row.town, list, amount)} label={`${row.name}${title} ${n} 项`}>
          {n.toLocaleString()}
        </OpenNumber>
      ),
  })
  const columns: TableColumnsType<Town> = [
    { title: '镇街', dataIndex: 'name' },
    count('一致', 'equal', 'paid-owed', 'equal'),
    count('金额不同', 'differs', 'paid-owed', 'differs'),
    count('不应发', 'paidNotOwed', 'paid-not-owed'),
    count('没有发', 'owedNotPaid', 'owed-not-paid'),
    {
      title: '每月相差（元）',
      align: 'right',
      render: (_, row) => (row.ruleFen === row.oldFen ? '—' : <MoneyChange fen={row.ruleFen - row.oldFen} />),
    },
  ]
  return (
    <section className="card">
      <h2 style={{ paddingBottom: 10 }}>按镇街</h2>
      <WideTable<Town>
        columns={columns}
        dataSource={[...towns]}
        rowKey="town"
        size="small"
        scroll={{ y: 260 }}
        pagination={false}
        locale={{ emptyText: '还没有可以对比的待遇。' }}
      />
    </section>
  )
}
