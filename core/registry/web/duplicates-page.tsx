// Look-alikes side by side: why they are suspected, what differs marked, and a human says one person or two.
import { useListState } from '@songhe/ui/list-state'
import { ExportButton } from '@songhe/ui/export-button'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '@songhe/basics/contract'
import { listDuplicates } from '../contract.ts'
import { DifferentForm, MergeForm } from './duplicate-forms.tsx'

export type Pair = ReplyOf<typeof listDuplicates>['rows'][number]

const SIZE = 10

export function DuplicatesPage() {
  const [state, change] = useListState({ page: 1, person: undefined as string | undefined })
  const query = { page: Number(state.page), size: SIZE, ...(state.person && { person: state.person }) }
  const { data, error } = useRead(listDuplicates, { query })
  const total = data?.total ?? 0
  return (
    <>
      <PageTitle title="疑似重复" acts={<ExportButton line={listDuplicates} input={{ query: state }} />}>
        <span className="sub">
          {state.person ? '这位老人有' : '共'} {total} 对，由人判断，系统不会自动合并
        </span>
        {state.person && (
          <Button size="small" onClick={() => change({ person: undefined })}>
            看全部
          </Button>
        )}
      </PageTitle>
      <ProblemNote error={error} />
      {data?.rows.length === 0 && <p className="card inside sub">没有待核对的档案。</p>}
      <div style={{ display: 'grid', gap: 12 }}>
        {data?.rows.map((pair) => (
          <PairCard key={pair.one.id + pair.other.id} pair={pair} />
        ))}
      </div>
      {total > SIZE && (
        <Pagination
          current={Number(state.page)}
          pageSize={SIZE}
          total={total}
          showSizeChanger={false}
          onChange={(page) => change({ page })}
          style={{ marginTop: 12 }}
        />
      )}
    </>
  )
}

const LINES: [string, (side: Pair['one']) => string][] = [
  ['身份证', (side) => side.citizenId || '未登记'],
  ['出生日期', (side) => `${side.birth}（${side.age} 岁）`],
  ['性别', (side) => (side.sex === 'female' ? '女' : '男')],
  ['户籍', (side) => side.place],
  ['电话', (side) => side.phone || '未登记'],
  ['收款账户', (side) => side.account || '未登记'],
  ['情况', (side) => side.traits.join('、') || '无'],
  ['已登记', (side) => `${side.facts} 条情况`],
  ['登记时间', (side) => side.registeredAt.slice(0, 10)],
]

function PairCard({ pair }: { pair: Pair }) {
  const may = useMay('registry.merge')
  const [act, setAct] = useState<'merge' | 'different'>()
  const sides = [pair.one, pair.other]
  return (
    <section className="card" aria-label={`${pair.one.name} 与 ${pair.other.name}`}>
      <div className="inside panel-head">
        <span>
          <b>为什么疑似重复：</b>
          {pair.reason}
          <span className="xs">　{pair.foundAt.slice(0, 10)} 发现</span>
        </span>
        {may && (
          <span style={{ display: 'flex', gap: 10 }}>
            <Button onClick={() => setAct('different')}>是两个人</Button>
            <Button onClick={() => setAct('merge')}>是同一个人，合并</Button>
          </span>
        )}
      </div>
      <table className="pair">
        <thead>
          <tr>
            <th scope="col" aria-label="项目" />
            {sides.map((side) => (
              <th key={side.id} scope="col">
                <Link to={`/people/${side.id}` as never}>
                  <b>{side.name}</b>
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map(([label, of]) => {
            const same = of(pair.one) === of(pair.other)
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                {sides.map((side) => (
                  <td key={side.id} className={same ? '' : 'amber'}>
                    {of(side)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {act === 'merge' && <MergeForm pair={pair} onClose={() => setAct(undefined)} />}
      {act === 'different' && <DifferentForm pair={pair} onClose={() => setAct(undefined)} />}
    </section>
  )
}
