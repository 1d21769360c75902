// The three lists as three cards: how many, what the old list pays, what the rules owe.
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import type { TakeoverList } from '../../contract-takeover.ts'
import type { Totals } from './takeover-page.tsx'

interface Props {
  lists: Totals['lists']
  chosen: TakeoverList
  open(list: TakeoverList, amount?: string): void
}

const line = { display: 'flex', justifyContent: 'space-between', gap: 10, padding: '4px 0' } as const

export function ListCards({ lists, chosen, open }: Props) {
  return (
    <div style={{ display: 'grid', gap: 14, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))' }}>
      {lists.map((one) => (
        <section key={one.list} className="card" {...(chosen === one.list && { style: { borderColor: 'var(--pine)' } })}>
          <h2>{one.title}</h2>
          <div className="inside">
            <div style={line}>
              <OpenNumber onOpen={() => open(one.list)} label={`打开${one.title}的清单`}>
                <b style={{ fontSize: 20 }}>{one.lines.toLocaleString()}</b> 项
              </OpenNumber>
              <span className="sub">{one.persons.toLocaleString()} 人</span>
            </div>
            {one.list !== 'owed-not-paid' && <Sum title="旧台账每月" fen={one.oldFen} />}
            {one.list !== 'paid-not-owed' && <Sum title="按规则每月" fen={one.ruleFen} />}
            {one.list === 'paid-owed' && (
              <div style={line}>
                <span className="sub">
                  金额一致 {one.equal.toLocaleString()}，不同{' '}
                  <OpenNumber onOpen={() => open(one.list, 'differs')} label="打开金额不同的清单">
                    {one.differs.toLocaleString()}
                  </OpenNumber>
                </span>
                <MoneyChange fen={one.ruleFen - one.oldFen} />
              </div>
            )}
          </div>
        </section>
      ))}
    </div>
  )
}

const Sum = ({ title, fen }: { title: string; fen: number }) => (
  <div style={line}>
    <span className="sub">{title}</span>
    <span className="num">{yuan(fen)} 元</span>
  </div>
)
