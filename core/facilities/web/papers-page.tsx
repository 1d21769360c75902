// Papers that have run out or soon do, over all sites.
import type { ReplyOf } from '@songhe/basics/contract'
import { AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { listPapers, PAPER_KINDS } from '../contract/papers.ts'
import { Places } from './places.tsx'
import { PaperWord } from './words.tsx'

type Row = ReplyOf<typeof listPapers>['rows'][number]
const START = { page: 1, size: 20, state: 'due', area: undefined as number | undefined, kind: undefined as string | undefined }

const columns: TableColumnsType<Row> = [
  {
    title: '设施',
    dataIndex: 'name',
    render: (name: string, row) => <Link to={`/facilities/${row.facility}` as never}>{name}</Link>,
  },
  { title: '类别', dataIndex: 'kindTitle' },
  { title: '所在地', dataIndex: 'place' },
  { title: '证照', dataIndex: 'kind' },
  { title: '编号', dataIndex: 'number' },
  { title: '有效期至', dataIndex: 'to', render: (to: string | null) => to ?? '长期' },
  { title: '状态', render: (_: unknown, row) => <PaperWord state={row.state} days={row.days} /> },
]

export function PapersPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listPapers, { query: state as never })
  return (
    <>
      <PageTitle title="证照到期" />
      <Places at="/facilities/papers" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listPapers, input: { query: state } }}
        empty="没有到期或将到期的证照。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 150 }}
              options={[
                { value: 'due', label: '到期和将到期' },
                { value: 'expired', label: '已过期' },
                { value: 'soon', label: '将到期' },
                { value: 'valid', label: '有效' },
                { value: 'all', label: '全部' },
              ]}
            />
            <Select
              aria-label="证照"
              placeholder="证照"
              allowClear
              value={state.kind}
              onChange={(kind) => change({ kind })}
              style={{ minWidth: 180 }}
              options={PAPER_KINDS.map((kind) => ({ value: kind, label: kind }))}
            />
            <AreaPicker
              label="镇街、村社"
              value={state.area ? Number(state.area) : undefined}
              onChange={(area) => change({ area })}
            />
          </>
        }
      />
    </>
  )
}
