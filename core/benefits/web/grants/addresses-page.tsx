// 同址核定: two addresses that may be one, side by side with what each was paid; a named officer says same or different, with a reason.
import { yuan } from '@songhe/basics/money'
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { decideGrantHit, type GrantHitRow, listGrantHits } from '../../contract-grants.ts'
import { ActButton } from '@songhe/ui/act-button'
import { GrantPlaces } from './grant-words.tsx'

const VERDICTS = [
  { value: 'same', label: '同一地址：只补升级的差额' },
  { value: 'different', label: '两处地址：各按各的奖励' },
]

const side = (part: 'first' | 'second') => (_: unknown, row: GrantHitRow) => {
  const { facility, name, operator, address, grade, paidFen } = row[part]
  return (
    <div style={{ width: 220, whiteSpace: 'normal' }}>
      <Link to={`/facilities/${facility}` as never}>
        <b>{name}</b>
      </Link>{' '}
      {grade}
      <div className="xs">{[address, operator].filter(Boolean).join('，')}</div>
      <div className="xs">{paidFen > 0 ? `已奖励 ${yuan(paidFen)} 元` : '还没有奖励'}</div>
    </div>
  )
}

export function GrantAddressesPage() {
  const [state, change] = useListState({ page: 1, show: 'open' })
  const show = state.show === 'decided' ? 'decided' : 'open'
  const input = { query: { page: Number(state.page), size: 20, show } as const }
  const list = useRead(listGrantHits, input)
  const may = useMay('grants.decide')
  const columns: TableColumnsType<GrantHitRow & { key: string }> = [
    { title: '此前的', render: side('first') },
    { title: '后来的', render: side('second') },
    { title: '相近之处', dataIndex: 'reason' },
    {
      title: '核定',
      render: (_, row) =>
        row.verdict === null ? (
          <StateTag tone="amber">待核定</StateTag>
        ) : (
          <div style={{ width: 220, whiteSpace: 'normal' }}>
            <StateTag tone={row.verdict === 'same' ? 'pine' : 'stone'}>
              {row.verdict === 'same' ? '同一地址' : '两处地址'}
            </StateTag>
            <div className="xs">
              {row.decidedReason}（{row.decidedBy}）{row.verdicts > 1 && `，共核定 ${row.verdicts} 次`}
            </div>
          </div>
        ),
    },
    {
      title: '',
      render: (_, row) =>
        may && (
          <ActButton
            line={decideGrantHit}
            button={row.verdict === null ? '核定' : '重新核定'}
            small
            title={`${row.first.name} 和 ${row.second.name}`}
            fields={[
              { name: 'verdict', label: '是不是同一地址', required: true, kind: 'select', options: VERDICTS },
              { name: 'reason', label: '理由', required: true, note: '例如现场看过、产权证号相同；每次核定都留存。' },
            ]}
            input={({ verdict, reason }, id) => ({
              body: { id, one: row.one, other: row.other, verdict: verdict as 'same', reason: reason! },
            })}
          />
        ),
    },
  ]
  return (
    <>
      <PageTitle title="同址核定">
        <span className="sub">更名、换法定代表人或登记机关都不算另一处；核定以前不发钱</span>
      </PageTitle>
      <GrantPlaces at="/benefits/grants/addresses" />
      <ListPage<GrantHitRow & { key: string }>
        columns={columns}
        rows={list.data?.rows.map((row) => ({ ...row, key: `${row.one}${row.other}` }))}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="key"
        loading={list.isPending}
        error={list.error}
        empty={show === 'open' ? '没有待核定的地址。' : '还没有核定过的地址。'}
        sheet={{ line: listGrantHits, input }}
        onPage={(page) => change({ page })}
        filters={(['open', 'decided'] as const).map((key) => (
          <Button
            key={key}
            type={show === key ? 'default' : 'text'}
            aria-pressed={show === key}
            onClick={() => change({ show: key, page: 1 })}
          >
            {key === 'open' ? '待核定' : '已核定'}
          </Button>
        ))}
      />
    </>
  )
}
