// A number, opened: the records that were counted, with names as the reader may see them, by page and as a table to take away.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useRouter } from '@tanstack/react-router'
import { Button, Input, type TableColumnsType } from 'antd'
import { listRecords } from '../../contract/indicators.ts'
import '../planning.css'

type Row = ReplyOf<typeof listRecords>['rows'][number]
const START = {
  page: 1,
  size: 20,
  measure: 'facilities.sites',
  splits: undefined as string | undefined,
  area: undefined as number | undefined,
  month: undefined as string | undefined,
  window: undefined as string | undefined,
}

export function RecordsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listRecords, { query: state as never })
  const router = useRouter()
  if (error && !data) return <ProblemNote error={error} />
  const amount = (value: string) => (data?.unit === '分' ? `${yuan(Number(value))} 元` : `${value}${data?.unit ?? ''}`)
  const columns: TableColumnsType<Row> = [
    {
      title: '名称',
      render: (_: unknown, row) =>
        row.opens ? (
          <Link to={row.opens.split('?')[0] as never} search={searchOf(row.opens) as never}>
            {row.name}
          </Link>
        ) : (
          row.name
        ),
    },
    { title: '所在地', dataIndex: 'place' },
    { title: '分项', dataIndex: 'split' },
    { title: '日期', dataIndex: 'day' },
    { title: '数', align: 'right', render: (_: unknown, row) => amount(row.value) },
  ]
  return (
    <>
      <PageTitle
        title={data ? [data.place, data.measureTitle, data.splitTitles.join('、')].filter(Boolean).join('　') : '记录'}
        acts={<Button onClick={() => router.history.back()}>返回</Button>}
      >
        {data && (
          <span className="sub">
            <b>{amount(data.sum)}</b>
            {`，${data.total} 条记录，${data.from === data.to ? `截至 ${data.to}` : `${data.from} 至 ${data.to}`}。${data.note}`}
          </span>
        )}
      </PageTitle>
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="key"
        loading={isFetching}
        error={error}
        sheet={{ line: listRecords, input: { query: state } }}
        empty="没有记录。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <label className="field">
            <span>月份（不选就是现在）</span>
            <Input
              type="month"
              value={state.month ?? ''}
              onChange={(event) => change({ month: event.target.value || undefined })}
            />
          </label>
        }
      />
    </>
  )
}

const searchOf = (path: string) => Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''))
