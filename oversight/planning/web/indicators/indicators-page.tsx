// 指标: the district's own set, each with what is printed, what is counted now, and where it stands.
import type { ReplyOf } from '@songhe/basics/contract'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Input, Select, type TableColumnsType } from 'antd'
import { listIndicators, registerIndicator } from '../../contract/indicators.ts'
import { BASES, BINDING, STATES } from '../../contract/words.ts'
import { ActButton } from '@songhe/ui/act-button'
import { NumberPlaces } from '../number-places.tsx'
import { Amount, StateOf } from '../state-words.tsx'
import '../planning.css'
import { RollUp } from './roll-up.tsx'

type Row = ReplyOf<typeof listIndicators>['rows'][number]
const START = {
  page: 1,
  size: 50,
  kind: 'indicator',
  state: undefined as string | undefined,
  document: undefined as string | undefined,
  q: undefined as string | undefined,
}
const KINDS = [
  { value: 'indicator', label: '指标和目标' },
  { value: 'rule', label: '规则里的界限' },
  { value: 'forecast', label: '文件的预测' },
]

const columns: TableColumnsType<Row> = [
  {
    title: '指标',
    render: (_: unknown, row) => (
      <>
        <Link to={`/planning/indicators/${row.id}` as never}>
          <b>{row.title}</b>
        </Link>
        <div className="xs">
          {[row.category, row.binding && BINDING[row.binding], row.base && (BASES[row.base] ?? row.base)]
            .filter(Boolean)
            .join('，')}
          {row.flags > 0 && <span className="amber">{`　${row.flags} 处待定`}</span>}
        </div>
      </>
    ),
  },
  { title: '基期（印的）', dataIndex: 'baselinePrinted', align: 'right' },
  { title: '目标（印的）', dataIndex: 'targetPrinted', align: 'right' },
  { title: '期末', dataIndex: 'targetDay', render: (day: string | null) => day ?? <span className="stone">没有写</span> },
  {
    title: '现在',
    align: 'right',
    render: (_: unknown, row) => (
      <>
        <Amount value={row.value} unit={row.unit} />
        {row.source !== 'none' && <div className="xs">{row.sourceSaid}</div>}
      </>
    ),
  },
  {
    title: '每月还要',
    align: 'right',
    render: (_: unknown, row) =>
      row.pace !== null && row.state !== 'met' && row.state !== 'missed' ? `${row.pace}${row.unit}` : '',
  },
  { title: '状态', render: (_: unknown, row) => <StateOf state={row.state} /> },
  { title: '依据', render: (_: unknown, row) => <Citation document={row.documentTitle} clause={row.clause} /> },
]

export function IndicatorsPage() {
  const [state, change] = useListState(START)
  const { data, isFetching, error } = useRead(listIndicators, { query: state as never })
  const may = useMay('planning.write')
  return (
    <>
      <PageTitle title="指标" acts={may && <Acts documents={data?.documents ?? []} />}>
        <span className="sub">{data?.asOf ? `登记数据截至 ${data.asOf}，由各处登记加总，没有人填报。` : '还没有汇总。'}</span>
      </PageTitle>
      <NumberPlaces at="/planning/indicators" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listIndicators, input: { query: state } }}
        empty="没有指标。请在“导入”里传入文件附的指标表。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Select
              aria-label="性质"
              value={state.kind}
              onChange={(kind) => change({ kind })}
              style={{ minWidth: 130 }}
              options={KINDS}
            />
            <Select
              aria-label="状态"
              value={state.state ?? 'all'}
              onChange={(value) => change({ state: value === 'all' ? undefined : value })}
              style={{ minWidth: 170 }}
              options={[
                { value: 'all', label: '全部状态' },
                ...Object.entries(STATES).map(([value, label]) => ({ value, label: `${label} ${data?.counts[value] ?? 0}` })),
              ]}
            />
            <Select
              aria-label="文件"
              value={state.document ?? 'all'}
              onChange={(value) => change({ document: value === 'all' ? undefined : value })}
              style={{ minWidth: 200 }}
              options={[
                { value: 'all', label: '全部文件' },
                ...(data?.documents ?? []).map(({ key, title }) => ({ value: key, label: title })),
              ]}
            />
            <Input.Search
              aria-label="名称"
              placeholder="名称"
              defaultValue={state.q}
              onSearch={(q) => change({ q })}
              allowClear
              style={{ width: 180 }}
            />
          </>
        }
      />
    </>
  )
}

function Acts({ documents }: { documents: readonly { key: string; title: string }[] }) {
  return (
    <>
      <Link to={'/imports' as never}>导入指标表</Link>
      <RollUp />
      <ActButton
        line={registerIndicator}
        button="登记一项指标"
        primary
        initial={{ document: documents[0]?.title }}
        fields={[
          { name: 'title', label: '名称', required: true },
          { name: 'document', label: '出自哪份文件', required: true, note: '文号、标题或代号，要在政策文件库里。' },
          { name: 'clause', label: '条款' },
          {
            name: 'binding',
            label: '属性',
            kind: 'select',
            options: Object.entries(BINDING).map(([value, label]) => ({ value, label })),
          },
          { name: 'baseline', label: '基期，照印', note: '例如 50.00%；没有就空着。' },
          { name: 'baselineTime', label: '基期的时间' },
          { name: 'target', label: '目标，照印', note: '例如 ≥60%、3万人次、1—2家。' },
          { name: 'targetTime', label: '目标的时间', note: '照印；没有写就空着。' },
        ]}
        input={(values, id) => ({
          body: {
            id,
            title: values.title,
            document: values.document,
            clause: values.clause ?? '',
            category: '',
            binding: values.binding ?? '',
            baseline: values.baseline ?? '',
            baselineTime: values.baselineTime ?? '',
            target: values.target ?? '',
            targetTime: values.targetTime ?? '',
          },
        })}
      />
    </>
  )
}
