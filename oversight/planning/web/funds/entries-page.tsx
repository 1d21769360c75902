// 资金收支: each entry with its voucher, recorded by one person and approved by another.
import type { ReplyOf } from '@songhe/basics/contract'
import { fen } from '@songhe/basics/money'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { Money } from '@songhe/ui/money'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Select, type TableColumnsType } from 'antd'
import {
  decideEntry,
  ENTRY_DIRECTIONS,
  ENTRY_STATES,
  listEntries,
  listSources,
  PURPOSES,
  recordEntry,
} from '../../contract/funds.ts'
import { Places } from '../tasks/places.tsx'

type Row = ReplyOf<typeof listEntries>['rows'][number]
const START = {
  page: 1,
  size: 20,
  state: 'all',
  direction: 'all',
  source: undefined as string | undefined,
  year: undefined as number | undefined,
  rule: undefined as string | undefined,
  part: undefined as string | undefined,
}
const TONES: Record<string, Tone> = { waiting: 'amber', approved: 'pine' }
const ACTS = { approved: '通过', returned: '退回', reversed: '冲回' } as const

export function EntriesPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listEntries, { query: state as never })
  const [decide, write] = [useMay('funds.decide'), useMay('funds.write')]
  const columns: TableColumnsType<Row> = [
    { title: '日期', dataIndex: 'day', render: (day: string) => <span className="keep">{day}</span> },
    { title: '收支', dataIndex: 'direction', render: (direction: string) => ENTRY_DIRECTIONS[direction] },
    { title: '来源', dataIndex: 'sourceName' },
    {
      title: '用途',
      dataIndex: 'purpose',
      render: (purpose: string, row) => PURPOSES[purpose] ?? (row.direction === 'income' ? '不限' : ''),
    },
    { title: '金额（元）', dataIndex: 'fen', align: 'right', render: (sum: number) => <Money fen={sum} /> },
    {
      title: '凭证和摘要',
      render: (_: unknown, row) => (
        <>
          {row.words}
          <div className="xs">
            {row.voucher}
            {row.donor && `，捐赠人 ${row.donor}`}
            {row.wish && `，意愿：${row.wish}`}
          </div>
        </>
      ),
    },
    {
      title: '状态',
      render: (_: unknown, row) => (
        <>
          <StateTag tone={TONES[row.state] ?? 'stone'}>{ENTRY_STATES[row.state]}</StateTag>
          <div className="xs">
            {row.recordedBy} 登记{row.decidedBy && `，${row.decidedBy} 审核`}
          </div>
        </>
      ),
    },
    {
      title: '',
      render: (_: unknown, row) =>
        decide &&
        !row.mine &&
        (row.state === 'waiting'
          ? (['approved', 'returned'] as const)
          : row.state === 'approved'
            ? (['reversed'] as const)
            : []
        ).map((verdict) => (
          <ActButton
            key={verdict}
            line={decideEntry}
            button={ACTS[verdict]}
            quiet
            title={`${ACTS[verdict]}：${row.voucher} ${row.words}`}
            fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
            input={({ reason }, id) => ({ params: { id: row.id }, body: { id, verdict, reason } })}
          />
        )),
    },
  ]
  return (
    <>
      <PageTitle title="资金收支" acts={write && <Record />}>
        {state.rule && (
          <button type="button" className="opens" onClick={() => change({ rule: undefined, part: undefined })}>
            只看{state.part === 'base' ? '作为基数的收入' : '计入占比的支出'}，看全部
          </button>
        )}
      </PageTitle>
      <Places at="/tasks/funds/entries" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listEntries, input: { query: state } }}
        empty="没有这样的收支。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="状态"
              value={state.state}
              onChange={(value) => change({ state: value })}
              style={{ minWidth: 120 }}
              options={[{ value: 'all', label: '全部状态' }, ...optionsOf(ENTRY_STATES)]}
            />
            <Select
              aria-label="收支"
              value={state.direction}
              onChange={(direction) => change({ direction })}
              style={{ minWidth: 110 }}
              options={[{ value: 'all', label: '收和支' }, ...optionsOf(ENTRY_DIRECTIONS)]}
            />
          </>
        }
      />
    </>
  )
}

function Record() {
  const { today } = useMe()
  const sources = useRead(listSources, { query: { year: Number(today.slice(0, 4)) } }).data?.rows ?? []
  return (
    <ActButton
      line={recordEntry}
      button="登记收支"
      primary
      initial={{ direction: 'spending', day: today }}
      fields={[
        { name: 'direction', label: '收支', kind: 'select', required: true, options: optionsOf(ENTRY_DIRECTIONS) },
        {
          name: 'source',
          label: '来源',
          kind: 'select',
          required: true,
          options: sources.map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'purpose', label: '用途', kind: 'select', options: optionsOf(PURPOSES), note: '支出必填；收入限定用途的才选。' },
        { name: 'yuan', label: '金额（元）', required: true },
        { name: 'day', label: '日期', kind: 'day', required: true },
        { name: 'voucher', label: '凭证号', required: true },
        { name: 'words', label: '摘要', required: true },
        { name: 'donor', label: '捐赠人', note: '捐赠收入填写，不愿具名的写“不具名”。' },
        { name: 'wish', label: '捐赠人意愿' },
      ]}
      input={({ yuan, purpose, donor = '', wish = '', ...values }, id) => ({
        body: { id, ...values, donor, wish, fen: fen(yuan) ?? 0, ...(purpose && { purpose }) } as never,
      })}
    />
  )
}
