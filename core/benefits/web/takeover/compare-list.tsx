// One of the three lists with its rows; what can be done for the chosen rows stands at the foot.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { ListPage } from '@songhe/ui/list-page'
import { useMay } from '@songhe/ui/me'
import { MoneyChange } from '@songhe/ui/money'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import { Button, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { PROGRAMMES, type Programme } from '../../contract-cases.ts'
import { type CompareRow, TAKEOVER_LISTS, type TakeoverList, takeoverCompare } from '../../contract-takeover.ts'
import { CompareActs } from './compare-acts.tsx'
import type { ListState, Totals } from './takeover-page.tsx'

interface Props {
  state: ListState
  change(part: Partial<ListState>): void
  towns: Totals['towns']
}

const SIZE = 20

export function CompareList({ state, change, towns }: Props) {
  const [chosen, setChosen] = useState<string[]>([])
  const may = useMay('cases.start')
  const query = {
    page: Number(state.page),
    size: SIZE,
    ...(state.town && { town: Number(state.town) }),
    ...(state.programme && { programme: state.programme as Programme }),
    ...(state.list === 'paid-owed' && state.amount && { amount: state.amount as 'equal' | 'differs' }),
  }
  const input = { params: { list: state.list }, query }
  const list = useRead(takeoverCompare, input)
  const rows = list.data?.rows ?? []
  const go = (part: Partial<ListState>) => (setChosen([]), change(part))
  const acts = may && state.list !== 'paid-owed'
  return (
    <>
      <ListPage<CompareRow>
        columns={columnsOf(state.list)}
        rows={rows}
        rowKey="key"
        total={list.data?.total ?? 0}
        page={query.page}
        size={SIZE}
        loading={list.isPending}
        error={list.error}
        empty="这张清单是空的。"
        sheet={{ line: takeoverCompare, input }}
        onPage={(page) => change({ page })}
        {...(acts && { selection: { keys: chosen, onChange: (keys) => setChosen(keys as string[]) } })}
        filters={
          <>
            {(Object.keys(TAKEOVER_LISTS) as TakeoverList[]).map((one) => (
              <Button
                key={one}
                type={one === state.list ? 'default' : 'text'}
                aria-pressed={one === state.list}
                onClick={() => go({ list: one, amount: undefined })}
              >
                {TAKEOVER_LISTS[one]}
              </Button>
            ))}
            {state.list === 'paid-owed' && (
              <Select
                aria-label="金额是否一致"
                placeholder="金额一致和不同"
                allowClear
                value={state.amount}
                options={[
                  { value: 'equal', label: '金额一致' },
                  { value: 'differs', label: '金额不同' },
                ]}
                onChange={(amount) => go({ amount })}
                style={{ minWidth: 140 }}
              />
            )}
            <Select
              aria-label="项目"
              placeholder="全部项目"
              allowClear
              value={state.programme}
              options={Object.entries(PROGRAMMES).map(([value, label]) => ({ value, label }))}
              onChange={(programme) => go({ programme })}
              popupMatchSelectWidth={false}
              style={{ minWidth: 120 }}
            />
            <Select
              aria-label="镇街"
              placeholder="全部镇街"
              allowClear
              showSearch
              optionFilterProp="label"
              value={state.town === undefined ? undefined : Number(state.town)}
              options={towns.map((town) => ({ value: town.town, label: town.name }))}
              onChange={(town) => go({ town })}
              style={{ minWidth: 120 }}
            />
          </>
        }
      />
      {acts && <CompareActs list={state.list} rows={rows.filter((row) => chosen.includes(row.key))} done={() => setChosen([])} />}
    </>
  )
}

function columnsOf(list: TakeoverList): TableColumnsType<CompareRow> {
  const money = (title: string, key: 'oldFen' | 'ruleFen') => ({
    title,
    dataIndex: key,
    align: 'right' as const,
    render: (fen: number) => <b className="num">{yuan(fen)}</b>,
  })
  return [
    {
      title: '姓名',
      dataIndex: 'name',
      render: (name: string, row) => (
        <Link to={`/people/${row.person}`}>
          <b>{name}</b>
        </Link>
      ),
    },
    { title: '身份证', dataIndex: 'citizenId' },
    { title: '镇街、村居', render: (_, row) => `${row.town}${row.village}` },
    {
      title: '项目',
      dataIndex: 'programmeTitle',
      render: (title: string, row) => (
        <>
          {title} {row.held && <StateTag tone="amber">暂停</StateTag>}
        </>
      ),
    },
    ...(list === 'owed-not-paid'
      ? []
      : [
          { title: '起发', dataIndex: 'startMonth' },
          { title: '已发至', dataIndex: 'lastPaidMonth' },
          money('旧台账（元）', 'oldFen'),
        ]),
    ...(list === 'paid-not-owed' ? [] : [money('按规则（元）', 'ruleFen')]),
    ...(list === 'paid-owed'
      ? [
          {
            title: '相差（元）',
            align: 'right' as const,
            render: (_: unknown, row: CompareRow) => (row.differenceFen === 0 ? '—' : <MoneyChange fen={row.differenceFen} />),
          },
        ]
      : []),
    {
      title: '依据',
      render: (_, row) => row.document && <Citation document={row.document} clause={row.clause} />,
    },
    ...(list === 'owed-not-paid'
      ? [{ title: '规则行', dataIndex: 'row' }]
      : [
          {
            title: '原因',
            dataIndex: 'reason',
            render: (reason: string) => (
              <span style={{ display: 'inline-block', maxWidth: 360, whiteSpace: 'normal' }}>{reason}</span>
            ),
          },
        ]),
    {
      title: '下一步',
      dataIndex: 'next',
      render: (next: string, row) =>
        row.benefitCase ? <Link to={`/cases/${row.benefitCase.id}`}>{row.benefitCase.number}</Link> : next,
    },
  ]
}
