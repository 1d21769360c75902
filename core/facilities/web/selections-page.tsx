// 竞争性比选: notice, who took part with how many points, who won and why.
import type { ReplyOf } from '@songhe/basics/contract'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import type { TableColumnsType } from 'antd'
import { decideSelection, listSelections, openSelection } from '../contract/contracts.ts'
import { listOperators } from '../contract/operators.ts'
import { ActButton } from '@songhe/ui/act-button'
import { Places } from './places.tsx'

type Row = ReplyOf<typeof listSelections>['rows'][number]
const START = { page: 1, size: 20 }
const METHODS = ['竞争性比选', '公开招标', '竞争性磋商', '单一来源'].map((value) => ({ value, label: value }))

export function SelectionsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listSelections, { query: state as never })
  const may = useMay('facilities.contracts')
  const me = useMe()
  const columns: TableColumnsType<Row> = [
    { title: '项目', dataIndex: 'title', render: (title: string) => <b>{title}</b> },
    { title: '方式', dataIndex: 'method' },
    { title: '公告日', dataIndex: 'noticeOn' },
    { title: '最多选', dataIndex: 'winnersWanted', align: 'right', render: (count: number) => `${count} 家` },
    {
      title: '参与单位与得分',
      render: (_: unknown, row) =>
        row.bidders.map((bidder) => (
          <div key={bidder.operator}>
            {bidder.name}　{bidder.score ?? ''} {bidder.won && <StateTag tone="pine">中选</StateTag>}
          </div>
        )),
    },
    {
      title: '结果',
      render: (_: unknown, row) =>
        row.state === 'open' ? may && <Decide row={row} today={me.today} /> : `${row.decidedOn}　${row.result}`,
    },
  ]
  return (
    <>
      <PageTitle
        title="竞争性比选"
        acts={
          may && (
            <ActButton
              line={openSelection}
              button="发起比选"
              primary
              initial={{ noticeOn: me.today, method: '竞争性比选', winnersWanted: 1 }}
              fields={[
                { name: 'title', label: '项目', required: true },
                { name: 'method', label: '方式', kind: 'select', required: true, options: METHODS },
                { name: 'noticeOn', label: '公告日期', kind: 'day', required: true },
                { name: 'winnersWanted', label: '最多选几家', kind: 'number', required: true },
              ]}
              input={({ title, method, noticeOn, winnersWanted }, id) => ({
                body: { id, title, method, noticeOn, winnersWanted },
              })}
            />
          )
        }
      />
      <Places at="/facilities/selections" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listSelections, input: { query: state } }}
        empty="还没有比选。"
        onPage={(page, size) => change({ page, size })}
      />
    </>
  )
}

const SLOTS = [1, 2, 3, 4, 5] as const

function Decide({ row, today }: { row: Row; today: string }) {
  const operators = useRead(listOperators, { query: { page: 1, size: 200 } })
  const options = (operators.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <ActButton
      line={decideSelection}
      button="登记结果"
      small
      title={`登记结果：${row.title}`}
      initial={{ decidedOn: today }}
      fields={[
        ...SLOTS.flatMap((slot) => [
          { name: `operator${slot}`, label: `参与单位 ${slot}`, kind: 'select' as const, options, required: slot === 1 },
          { name: `score${slot}`, label: `得分 ${slot}`, kind: 'number' as const },
          { name: `won${slot}`, label: `参与单位 ${slot} 中选`, kind: 'check' as const },
        ]),
        { name: 'decidedOn', label: '确定日期', kind: 'day', required: true },
        { name: 'result', label: '结果说明', kind: 'long', required: true },
        { name: 'orderReason', label: '得分更高的没有中选的理由' },
      ]}
      input={(values, id) => ({
        params: { id: row.id },
        body: {
          id,
          decidedOn: values.decidedOn,
          result: values.result,
          orderReason: values.orderReason ?? '',
          bids: SLOTS.flatMap((slot) =>
            values[`operator${slot}`]
              ? [
                  {
                    operator: values[`operator${slot}`],
                    score: values[`score${slot}`] ?? null,
                    won: values[`won${slot}`] ?? false,
                  },
                ]
              : [],
          ),
        },
      })}
    />
  )
}
