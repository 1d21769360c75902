// People by year: three cuts with their ranges, then each age group.
import type { ReplyOf } from '@songhe/basics/contract'
import { WideTable } from '@songhe/ui/wide-table'
import type { TableColumnsType } from 'antd'
import type { showForecast } from '../../contract/forecast.ts'

type Shown = ReplyOf<typeof showForecast>
type Year = Shown['years'][number]
export const people = (count: number | null | undefined) => (count == null ? '—' : count.toLocaleString())

export function PeopleTable({ shown }: { shown: Shown }) {
  const columns: TableColumnsType<Year> = [
    { title: '年份', dataIndex: 'year', fixed: 'left' },
    ...shown.ranges.map(({ key, title }) => ({
      title,
      align: 'right' as const,
      render: (_: unknown, { ranges }: Year) => {
        const span = ranges[key]
        const wide = span?.low != null && span.high != null && span.high > span.low && key.length === 3
        return (
          <>
            {people(span?.value)}
            {wide && <div className="xs">{`${people(span.low)}—${people(span.high)}`}</div>}
          </>
        )
      },
    })),
  ]
  return <WideTable<Year> columns={columns} dataSource={[...shown.years]} rowKey="year" pagination={false} />
}
