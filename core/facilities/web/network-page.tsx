// 一乡镇一中心、一村（社区）一站（点）: what each town should have beside what it has, and the places where nothing serves people.
import type { ReplyOf } from '@songhe/basics/contract'
import { AreaPicker } from '@songhe/registry/web-door'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { OpenNumber } from '@songhe/ui/open-number'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { useNavigate } from '@tanstack/react-router'
import { Select, type TableColumnsType } from 'antd'
import { listGaps } from '../contract/chain.ts'
import { kindTitle } from '../contract/kinds.ts'
import { facilityTree } from '../contract/register.ts'
import { Places } from './places.tsx'
import { Share } from './words.tsx'

type Gap = ReplyOf<typeof listGaps>['rows'][number]
type Town = ReplyOf<typeof facilityTree>['towns'][number]
const START = { page: 1, size: 20, level: 'all', area: undefined as number | undefined }

const gapColumns: TableColumnsType<Gap> = [
  { title: '镇街', dataIndex: 'town' },
  { title: '村社', dataIndex: 'name' },
  { title: '应有', dataIndex: 'kindTitle' },
  { title: '在建或规划', dataIndex: 'coming' },
  { title: '60 岁以上老人', dataIndex: 'elders', align: 'right' },
]

export function NetworkPage() {
  const [state, change] = useListState(START)
  const gaps = useRead(listGaps, { query: state as never })
  const tree = useRead(facilityTree, { query: {} })
  const navigate = useNavigate()
  const open = (area: number) => navigate({ to: '/facilities', search: { area } as never })
  const townColumns: TableColumnsType<Town> = [
    {
      title: '镇街',
      dataIndex: 'name',
      render: (name: string, town) => (
        <OpenNumber label={`${name}的设施`} onOpen={() => open(town.key)}>
          {name}
        </OpenNumber>
      ),
    },
    { title: '设施', dataIndex: 'total', align: 'right' },
    ...(['centre', 'station', 'village-point'] as const).map((which) => ({
      title: which === 'centre' ? '中心（有/应有）' : `${kindTitle(which)}（有/应有）`,
      align: 'right' as const,
      render: (_: unknown, town: Town) => {
        const one = town.required.find(({ kind }) => (which === 'centre' ? kind.endsWith('centre') : kind === which))
        if (!one) return ''
        return <span className={one.present < one.needed ? 'amber' : ''}>{`${one.present} / ${one.needed}`}</span>
      },
    })),
    {
      title: '其他',
      render: (_: unknown, town) =>
        town.kinds
          .filter(({ kind }) => !REQUIRED.has(kind))
          .map(({ kind, count }) => `${kindTitle(kind)} ${count}`)
          .join('、'),
    },
  ]
  return (
    <>
      <PageTitle title="设施网络与缺口">
        <span className="sub">{gaps.data && `${gaps.data.on} 的台账`}</span>
      </PageTitle>
      <Places at="/facilities/network" />
      <section className="card inside" style={{ display: 'flex', gap: 28, flexWrap: 'wrap', marginBottom: 12 }} aria-label="覆盖">
        {gaps.data?.covered
          .filter(({ denominator }) => denominator > 0)
          .map((one) => (
            <div key={one.kind}>
              <div className="sub">{one.title}</div>
              <b>
                <Share {...one} />
              </b>
            </div>
          ))}
      </section>
      <section className="card" style={{ marginBottom: 12 }} aria-label="镇街">
        <WideTable<Town>
          columns={townColumns}
          dataSource={tree.data?.towns ?? []}
          rowKey="key"
          loading={tree.isFetching}
          pagination={false}
          scroll={{ y: 320 }}
        />
      </section>
      <ListPage<Gap>
        columns={gapColumns}
        rows={gaps.data?.rows}
        total={gaps.data?.total ?? 0}
        page={Number(state.page)}
        size={Number(state.size)}
        rowKey="area"
        loading={gaps.isFetching}
        error={gaps.error}
        sheet={{ line: listGaps, input: { query: state } }}
        empty="没有缺口。"
        onPage={(page, size) => change({ page, size })}
        filters={
          <>
            <b>缺口</b>
            <Select
              aria-label="层级"
              value={state.level}
              onChange={(level) => change({ level })}
              options={[
                { value: 'all', label: '全部' },
                { value: 'town', label: '镇街缺中心' },
                { value: 'village', label: '村社缺站点' },
              ]}
            />
            <AreaPicker label="镇街" value={state.area ? Number(state.area) : undefined} onChange={(area) => change({ area })} />
          </>
        }
      />
    </>
  )
}

const REQUIRED = new Set(['street-centre', 'town-centre', 'station', 'village-point'])
