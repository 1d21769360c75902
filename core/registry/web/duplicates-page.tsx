// Look-alikes side by side: what differs is marked, and a human says one person or two.
import { newId } from '@songhe/basics/ids'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Pagination } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '@songhe/basics/contract'
import { listDuplicates, markDifferent, mergePersons } from '../contract.ts'

type Pair = ReplyOf<typeof listDuplicates>['rows'][number]

export function DuplicatesPage() {
  const [page, setPage] = useState(1)
  const { data, error } = useRead(listDuplicates, { query: { page, size: 10 } })
  return (
    <>
      <PageTitle title="疑似重复">
        <span className="sub">共 {data?.total ?? 0} 对，由人判断，系统不会自动合并</span>
      </PageTitle>
      <ProblemNote error={error} />
      {data?.rows.length === 0 && (
        <p className="card inside sub" style={{ padding: 16 }}>
          没有待核对的档案。
        </p>
      )}
      <div style={{ display: 'grid', gap: 12 }}>
        {data?.rows.map((pair) => (
          <PairCard key={pair.one.id + pair.other.id} pair={pair} />
        ))}
      </div>
      {(data?.total ?? 0) > 10 && (
        <Pagination current={page} pageSize={10} total={data?.total ?? 0} onChange={setPage} style={{ marginTop: 12 }} />
      )}
    </>
  )
}

function PairCard({ pair }: { pair: Pair }) {
  const may = useMay('registry.merge')
  const [reason, setReason] = useState('')
  const [id] = useState(() => newId())
  const merge = useWrite(mergePersons)
  const differ = useWrite(markDifferent)
  const body = { id, one: pair.one.id, other: pair.other.id, reason }
  const lines: [string, (side: Pair['one']) => string][] = [
    ['身份证', (side) => side.citizenId || '未登记'],
    ['出生日期', (side) => side.birth],
    ['户籍', (side) => side.place],
    ['电话', (side) => side.phone || '未登记'],
    ['情况', (side) => side.traits.join('、') || '无'],
    ['已登记', (side) => `${side.facts} 条`],
    ['登记时间', (side) => side.registeredAt.slice(0, 10)],
  ]
  return (
    <section className="card inside" style={{ padding: 16 }} aria-label={`${pair.one.name} 与 ${pair.other.name}`}>
      <p className="sub">{pair.reason}</p>
      <table style={{ width: '100%' }}>
        <thead>
          <tr>
            <th scope="col" aria-label="项目" />
            {[pair.one, pair.other].map((side) => (
              <th key={side.id} scope="col" style={{ textAlign: 'left' }}>
                <Link to={`/people/${side.id}` as never}>{side.name}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, of]) => {
            const same = of(pair.one) === of(pair.other)
            return (
              <tr key={label}>
                <th scope="row" className="sub" style={{ textAlign: 'left', width: 100 }}>
                  {label}
                </th>
                {[pair.one, pair.other].map((side) => (
                  <td key={side.id} className={same ? '' : 'amber'}>
                    {of(side)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {may && (
        <div style={{ display: 'flex', gap: 10, marginTop: 10, flexWrap: 'wrap' }}>
          <Input
            aria-label="判断理由"
            placeholder="判断理由（至少 4 个字）"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            style={{ flex: '1 1 240px' }}
          />
          <Button disabled={reason.trim().length < 4} onClick={() => differ.mutate({ body })}>
            是两个人
          </Button>
          <Button disabled={reason.trim().length < 4} onClick={() => merge.mutate({ body: { ...body, keep: pair.one.id } })}>
            合并，保留左边
          </Button>
          <Button disabled={reason.trim().length < 4} onClick={() => merge.mutate({ body: { ...body, keep: pair.other.id } })}>
            合并，保留右边
          </Button>
        </div>
      )}
      <ProblemNote error={merge.error ?? differ.error} />
    </section>
  )
}
