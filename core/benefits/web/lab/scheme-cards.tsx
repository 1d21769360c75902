// Each scheme on a card: the money of twelve months beside what is in force and beside the budget, and the people behind it.
import type { ReplyOf } from '@songhe/basics/contract'
import { yuan } from '@songhe/basics/money'
import { MoneyChange } from '@songhe/ui/money'
import { OpenNumber } from '@songhe/ui/open-number'
import type { simulate } from '../../contract-lab.ts'
import type { AskedOfLab } from './lab-names.tsx'

export type Told = ReplyOf<typeof simulate>

interface Props {
  told: Told
  budgetFen: number | null
  onNames(asked: AskedOfLab): void
}

export function SchemeCards({ told: { before, schemes }, budgetFen, onNames }: Props) {
  return (
    <div className="lab-cards">
      <section className="card inside" aria-label="现行规定">
        <div className="panel-head">
          <h2>现行规定</h2>
        </div>
        <p className="lab-sum">
          {yuan(before.fen)} <small>元</small>
        </p>
        <p className="sub">{before.persons.toLocaleString()} 人领过</p>
        <Budget fen={before.fen} budgetFen={budgetFen} />
      </section>
      {schemes.map((scheme, i) => (
        <section key={scheme.name} className="card inside" aria-label={scheme.name}>
          <div className="panel-head">
            <h2>{scheme.name}</h2>
            {scheme.example && <span className="state sky">含示例金额</span>}
          </div>
          <p className="lab-sum">
            {yuan(scheme.fen)} <small>元</small>
          </p>
          <p>
            比现行 <MoneyChange fen={scheme.fen - before.fen} />
          </p>
          <Budget fen={scheme.fen} budgetFen={budgetFen} />
          <dl className="lab-people">
            <People
              title="领取"
              persons={scheme.persons}
              onOpen={() => onNames({ scheme: i, kind: 'paid', title: `${scheme.name}：领取的人` })}
            />
            <People
              title="增加"
              persons={scheme.gain.persons}
              fen={scheme.gain.fen}
              onOpen={() => onNames({ scheme: i, kind: 'gain', title: `${scheme.name}：增加的人` })}
            />
            <People
              title="减少"
              persons={scheme.lose.persons}
              fen={scheme.lose.fen}
              onOpen={() => onNames({ scheme: i, kind: 'lose', title: `${scheme.name}：减少的人` })}
            />
          </dl>
          {(scheme.missing > 0 || scheme.unconfirmed > 0) && (
            <p className="xs">
              {scheme.missing > 0 && `${scheme.missing.toLocaleString()} 人缺资料，不能判定。`}
              {scheme.unconfirmed > 0 && `${scheme.unconfirmed.toLocaleString()} 人适用的金额没有确认，按不发算。`}
            </p>
          )}
        </section>
      ))}
    </div>
  )
}

function People({ title, persons, fen, onOpen }: { title: string; persons: number; fen?: number; onOpen(): void }) {
  return (
    <div>
      <dt className="xs">{title}</dt>
      <dd>
        {persons > 0 ? <OpenNumber onOpen={onOpen}>{persons.toLocaleString()}</OpenNumber> : '0'} 人{' '}
        {fen !== undefined && fen !== 0 && <MoneyChange fen={fen} />}
      </dd>
    </div>
  )
}

/** How much of the budget a scheme takes; the line is the whole of it. */
export function Budget({ fen, budgetFen }: { fen: number; budgetFen: number | null }) {
  if (budgetFen === null) return null
  const over = fen - budgetFen
  const share = Math.round((fen / budgetFen) * 1000) / 10
  return (
    <div className="lab-budget">
      <div className="progress" role="img" aria-label={`占预算 ${share}%`}>
        <i style={{ width: `${Math.min(100, share)}%`, ...(over > 0 && { background: 'var(--amber)' }) }} />
      </div>
      <span className={over > 0 ? 'xs amber' : 'xs'}>
        预算 {yuan(budgetFen)} 元，{over > 0 ? `超出 ${yuan(over)} 元` : `还余 ${yuan(-over)} 元`}（{share}%）
      </span>
    </div>
  )
}
