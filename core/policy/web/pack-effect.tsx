// What the draft changes for people on today's roll: gain, lose, unchanged, by town; every number opens its names.
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { WideTable } from '@songhe/ui/wide-table'
import { type ReactNode, useState } from 'react'
import { effectOfDraft } from '../contract.ts'
import { type AskedNames, EffectNames } from './effect-names.tsx'

export function PackEffect({ pack }: { pack: string }) {
  const [asked, setAsked] = useState<AskedNames>()
  const effect = useRead(effectOfDraft, { params: { pack } })
  if (!effect.data) return effect.error ? <ProblemNote error={effect.error} /> : <p className="sub">正在按现有名册试算…</p>
  const { gain, lose, same, towns, on, people, milliseconds } = effect.data
  const count = (kind: 'gain' | 'lose', people: number, town?: number) =>
    people ? (
      <OpenNumber onOpen={() => setAsked({ kind, town, title: kind === 'gain' ? '增加的人' : '减少的人' })}>
        {people.toLocaleString()}
      </OpenNumber>
    ) : (
      '0'
    )
  return (
    <section className="card">
      <div className="inside">
        <b>对现有名册的影响</b>{' '}
        <span className="sub">
          {on} 名册，{people.toLocaleString()} 人，试算用时 {(milliseconds / 1000).toFixed(1)} 秒
        </span>
        <dl className="effect-sums">
          <Sum title="增加" fen={gain.fen}>
            {count('gain', gain.people)} 人
          </Sum>
          <Sum title="减少" fen={lose.fen}>
            {count('lose', lose.people)} 人
          </Sum>
          <Sum title="不变">{same.people.toLocaleString()} 人</Sum>
          <Sum title="每月净增（元）" fen={(gain.fen + lose.fen) * 12} before="全年">
            <MoneyChange fen={gain.fen + lose.fen} />
          </Sum>
        </dl>
      </div>
      <WideTable
        size="small"
        rowKey="town"
        dataSource={towns}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有人受影响。' }}
        columns={[
          { title: '镇街', dataIndex: 'name' },
          { title: '增加', align: 'right', render: (_, row) => count('gain', row.gain, row.town) },
          { title: '减少', align: 'right', render: (_, row) => count('lose', row.lose, row.town) },
          { title: '净增（元）', align: 'right', render: (_, row) => <MoneyChange fen={row.fen} /> },
        ]}
      />
      <EffectNames pack={pack} asked={asked} onClose={() => setAsked(undefined)} />
    </section>
  )
}

function Sum({ title, fen, before, children }: { title: string; fen?: number; before?: string; children: ReactNode }) {
  return (
    <div>
      <dt className="xs">{title}</dt>
      <dd>
        <b>{children}</b>
        {fen !== undefined && (
          <div className="xs">
            {before} <MoneyChange fen={fen} />
          </div>
        )}
      </dd>
    </div>
  )
}
