// 债券和申报: the reserve of bond projects and applications for grants, by stage.
import type { ReplyOf } from '@songhe/basics/contract'
import { fen } from '@songhe/basics/money'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { Money } from '@songhe/ui/money'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Select, type TableColumnsType } from 'antd'
import { listApplications, moveApplication, recordApplication, STAGES } from '../../contract/funds.ts'
import { Places } from '../tasks/places.tsx'

type Row = ReplyOf<typeof listApplications>['rows'][number]
const KINDS = { bond: '专项债券', grant: '上级资金' }
const ENDED = ['granted', 'refused', 'given-up']

export function ApplicationsPage() {
  const [state, change] = useListState({ page: 1, size: 20, kind: 'all' })
  const { data, isFetching, error } = useRead(listApplications, { query: state as never })
  const may = useMay('funds.write')
  const columns: TableColumnsType<Row> = [
    { title: '项目', dataIndex: 'title', render: (title: string) => <b>{title}</b> },
    { title: '种类', dataIndex: 'kind', render: (kind: Row['kind']) => KINDS[kind] },
    {
      title: '阶段',
      dataIndex: 'stage',
      render: (stage: string, row) => (
        <>
          <StateTag tone={stage === 'granted' ? 'pine' : ENDED.includes(stage) ? 'stone' : 'sky'}>{STAGES[stage]}</StateTag>{' '}
          <span className="xs">{row.stageOn}</span>
        </>
      ),
    },
    { title: '申请（元）', dataIndex: 'askedFen', align: 'right', render: (sum: number) => <Money fen={sum} /> },
    {
      title: '批复（元）',
      dataIndex: 'grantedFen',
      align: 'right',
      render: (sum: number | null) => sum !== null && <Money fen={sum} />,
    },
    { title: '材料', dataIndex: 'papers' },
    { title: '', render: (_: unknown, row) => may && !ENDED.includes(row.stage) && <Move row={row} /> },
  ]
  return (
    <>
      <PageTitle title="债券和申报" acts={may && <Record />} />
      <Places at="/tasks/funds/applications" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listApplications, input: { query: state } }}
        empty="还没有登记债券项目或资金申报。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <Select
            aria-label="种类"
            value={state.kind}
            onChange={(kind) => change({ kind })}
            style={{ minWidth: 130 }}
            options={[{ value: 'all', label: '全部' }, ...optionsOf(KINDS)]}
          />
        }
      />
    </>
  )
}

function Record() {
  return (
    <ActButton
      line={recordApplication}
      button="登记"
      title="登记债券项目或资金申报"
      primary
      fields={[
        { name: 'kind', label: '种类', kind: 'select', required: true, options: optionsOf(KINDS) },
        { name: 'title', label: '项目', required: true },
        { name: 'yuan', label: '申请金额（元）', required: true },
        { name: 'papers', label: '材料情况' },
        { name: 'document', label: '依据文件' },
      ]}
      input={({ kind, title, yuan, papers = '', document = '' }, id) => ({
        body: { id, kind, title, papers, document, askedFen: fen(yuan) ?? 0 },
      })}
    />
  )
}

function Move({ row }: { row: Row }) {
  const { today } = useMe()
  const { reserve: _first, ...stages } = STAGES
  return (
    <ActButton
      line={moveApplication}
      button="登记进展"
      small
      title={`进展：${row.title}`}
      initial={{ day: today }}
      fields={[
        { name: 'stage', label: '阶段', kind: 'select', required: true, options: optionsOf(stages) },
        { name: 'day', label: '日期', kind: 'day', required: true },
        { name: 'yuan', label: '批复金额（元）', note: '批复时填写。' },
        { name: 'papers', label: '材料情况' },
      ]}
      input={({ stage, day, yuan, papers = '' }, id) => ({
        params: { id: row.id },
        body: { id, stage, day, papers, ...(yuan && { grantedFen: fen(yuan) ?? 0 }) },
      })}
    />
  )
}
