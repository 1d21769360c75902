// Two operators side by side: one body, or two? What the merged one ran is then run by the one that stays.
import type { ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { ExportButton } from '@songhe/ui/export-button'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { decideAlike, listAlike } from '../contract/operators.ts'
import { Places } from './places.tsx'

type Pair = ReplyOf<typeof listAlike>['rows'][number]

export function AlikePage() {
  const query = { page: 1, size: 50 }
  const { data, error } = useRead(listAlike, { query })
  return (
    <>
      <PageTitle title="疑似同一运营主体" acts={<ExportButton line={listAlike} input={{ query }} />}>
        <span className="sub">共 {data?.total ?? 0} 对，由人判断，系统不会自动合并</span>
      </PageTitle>
      <Places at="/facilities/operators" />
      <ProblemNote error={error} />
      {data?.rows.length === 0 && <p className="card inside sub">没有待判断的运营主体。</p>}
      <div style={{ display: 'grid', gap: 12 }}>
        {data?.rows.map((pair) => (
          <PairCard key={pair.one.id + pair.other.id} pair={pair} />
        ))}
      </div>
    </>
  )
}

function PairCard({ pair }: { pair: Pair }) {
  const may = useMay('facilities.contracts')
  const [reason, setReason] = useState('')
  const [id] = useState(() => newId())
  const decide = useWrite(decideAlike)
  const act = (verdict: 'same' | 'different', keep?: string) =>
    decide.mutate({ body: { id, one: pair.one.id, other: pair.other.id, verdict, ...(keep && { keep }), reason } })
  const ready = reason.trim().length >= 4
  return (
    <section className="card inside" style={{ display: 'grid', gap: 8 }} aria-label={`${pair.one.name} 与 ${pair.other.name}`}>
      <p className="sub">{pair.reason}</p>
      {[pair.one, pair.other].map((side) => (
        <p key={side.id}>
          <b>{side.name}</b>　{side.creditCode || '没有信用代码'}　<span className="sub">运营 {side.facilities} 处</span>
        </p>
      ))}
      {may && (
        <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap' }}>
          <Input
            aria-label="判断理由"
            placeholder="判断理由（至少 4 个字）"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            style={{ flex: '1 1 240px' }}
          />
          <Button disabled={!ready} onClick={() => act('different')}>
            是两家
          </Button>
          {[pair.one, pair.other].map((side) => (
            <Button key={side.id} disabled={!ready} onClick={() => act('same', side.id)}>
              是一家，保留“{side.name.slice(0, 10)}”
            </Button>
          ))}
        </div>
      )}
      <ProblemNote error={decide.error} />
    </section>
  )
}
