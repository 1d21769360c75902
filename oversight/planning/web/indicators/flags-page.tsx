// 待定事项: where the documents contradict themselves or do not say; the print stays, a named officer decides with a reason.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Select, type TableColumnsType } from 'antd'
import { listFlags } from '../../contract/flags.ts'
import { FLAG_KINDS } from '../../contract/words.ts'
import { NumberPlaces } from '../number-places.tsx'
import '../planning.css'
import { DecideFlag } from './decide-flag.tsx'

type Row = ReplyOf<typeof listFlags>['rows'][number]
const START = { page: 1, size: 20, kind: undefined as string | undefined, open: undefined as string | undefined }

const columns: TableColumnsType<Row> = [
  {
    title: '指标',
    render: (_: unknown, row) =>
      row.indicator ? <Link to={`/planning/indicators/${row.indicator}` as never}>{row.indicatorTitle}</Link> : '',
  },
  { title: '哪一种', dataIndex: 'kind', render: (kind: string) => FLAG_KINDS[kind] ?? kind },
  { title: '说明', dataIndex: 'said', render: (said: string) => <span style={{ whiteSpace: 'normal' }}>{said}</span> },
  { title: '谁导入的', dataIndex: 'raisedBy' },
  {
    title: '定为',
    render: (_: unknown, row) =>
      row.verdict ? <span className="sub">{`${row.decidedBy}：${row.reason}`}</span> : <DecideFlag flag={row} />,
  },
]

export function FlagsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listFlags, { query: { ...state, open: state.open ?? 'true' } as never })
  return (
    <>
      <PageTitle title="待定事项">
        <span className="sub">印的数不改。导入的人不能自己定，由复核人员写明理由后定。</span>
      </PageTitle>
      <NumberPlaces at="/planning/flags" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listFlags, input: { query: { ...state, open: state.open ?? 'true' } } }}
        empty="没有待定的事项。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="哪一种"
              value={state.kind ?? 'all'}
              onChange={(value) => change({ kind: value === 'all' ? undefined : value })}
              style={{ minWidth: 220 }}
              options={[
                { value: 'all', label: '全部' },
                ...Object.entries(FLAG_KINDS).map(([value, label]) => ({ value, label: `${label} ${data?.counts[value] ?? 0}` })),
              ]}
            />
            <Checkbox
              checked={state.open === 'false'}
              onChange={(event) => change({ open: event.target.checked ? 'false' : undefined })}
            >
              也看已定的
            </Checkbox>
          </>
        }
      />
    </>
  )
}
