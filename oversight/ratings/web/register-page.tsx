// 等级台账: every rating with its days, what decided it, and which end soon.
import type { ReplyOf } from '@songhe/basics/contract'
import { optionsOf } from '@songhe/ui/act-button'
import { AreaPicker } from '@songhe/registry/web-door'
import { LinkButton } from '@songhe/ui/link-button'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Input, Select, type TableColumnsType } from 'antd'
import { HOLDING, listRatings } from '../contract/register.ts'
import { SCHEMES } from '../contract/shapes.ts'
import { Places } from './places.tsx'
import { HoldingWord, until } from './words.tsx'

type Row = ReplyOf<typeof listRatings>['rows'][number]
const START = {
  page: 1,
  size: 20,
  holding: 'current',
  scheme: undefined as string | undefined,
  area: undefined as number | undefined,
  q: undefined as string | undefined,
}

const columns: TableColumnsType<Row> = [
  {
    title: '设施',
    dataIndex: 'name',
    render: (name: string, row) => <Link to={`/facilities/${row.facility}` as never}>{name}</Link>,
  },
  { title: '类别', dataIndex: 'kindTitle' },
  { title: '所在地', dataIndex: 'place' },
  { title: '种类', dataIndex: 'scheme', render: (scheme: string) => SCHEMES[scheme] ?? scheme },
  {
    title: '等级',
    dataIndex: 'grade',
    render: (grade: string, row) => (row.case ? <Link to={`/ratings/cases/${row.case}` as never}>{grade}</Link> : <b>{grade}</b>),
  },
  { title: '有效期', render: (_: unknown, row) => `${row.validFrom} 至 ${until(row.validTo)}` },
  { title: '状态', dataIndex: 'holding', render: (holding: string) => <HoldingWord holding={holding} /> },
  { title: '评估机构', dataIndex: 'evaluator' },
  { title: '决定', dataIndex: 'decision' },
]

export function RegisterPage() {
  const [state, change] = useListState(START)
  const me = useMe()
  const mayImport = useMay('ratings.take-over')
  const { data, isFetching, error } = useRead(listRatings, { query: state as never })
  return (
    <>
      <PageTitle
        title="等级台账"
        acts={
          <>
            <a className="link-button" href={`/api/public/ratings/${me.district.key}`} target="_blank" rel="noreferrer">
              公开名单
            </a>
            {mayImport && <LinkButton to="/imports">导入已有等级</LinkButton>}
          </>
        }
      />
      <Places at="/ratings/register" />
      <ListPage<Row>
        columns={columns}
        rows={data?.rows}
        total={data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="id"
        loading={isFetching}
        error={error}
        sheet={{ line: listRatings, input: { query: state } }}
        empty="没有这样的等级。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <Input.Search
              aria-label="设施名称"
              placeholder="设施名称"
              allowClear
              defaultValue={state.q}
              onSearch={(q) => change({ q: q || undefined })}
              style={{ width: 180 }}
            />
            <Select
              aria-label="状态"
              value={state.holding}
              onChange={(holding) => change({ holding })}
              style={{ minWidth: 130 }}
              options={[{ value: 'all', label: '全部' }, ...optionsOf(HOLDING)]}
            />
            <Select
              aria-label="种类"
              placeholder="种类"
              allowClear
              value={state.scheme}
              onChange={(scheme) => change({ scheme })}
              style={{ minWidth: 150 }}
              options={optionsOf(SCHEMES)}
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
