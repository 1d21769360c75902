// On a site's page: what it was paid or not, by which clause; and the account of its owner may be entered here.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { enterGrantAccount, showFacilityMoney } from '../../contract-grants.ts'
import { ActButton } from '@songhe/ui/act-button'

export function FacilityMoneyPanel({ facility }: { facility: { id: string; name: string } }) {
  const [may, mayEnter] = [useMay('grants.site'), useMay('benefits.run')]
  const { data, error } = useRead(showFacilityMoney, { params: { id: facility.id } }, { enabled: may })
  if (!may) return null
  return (
    <section className="card" aria-label="设施补助">
      <h2>设施补助 {data && data.totalFen > 0 && <span className="sub">共批准 {yuan(data.totalFen)} 元</span>}</h2>
      <div className="inside" style={{ display: 'grid', gap: 8 }}>
        <ProblemNote error={error} />
        {data?.lines.length === 0 && <p className="sub">还没有列入过补助批次。</p>}
        {data?.lines.map((line) => (
          <div key={line.round}>
            <Link to={`/benefits/grants/rounds/${line.round}` as never} style={{ textDecoration: 'underline' }}>
              {line.title}
            </Link>{' '}
            <b className="num">{yuan(line.fen)}</b> 元　{line.outcomeTitle}
            {line.fen > 0 && `，${line.stateTitle}`}
            <div className="xs">
              {line.reason} <Citation document={line.document} clause={line.clause} />
            </div>
          </div>
        ))}
        {mayEnter && (
          <div>
            <ActButton
              line={enterGrantAccount}
              button="登记收款账户"
              small
              initial={{ holder: facility.name }}
              fields={[
                { name: 'holder', label: '户名', required: true },
                { name: 'account', label: '账号', required: true },
                { name: 'bank', label: '开户行' },
                { name: 'ground', label: '依据', note: '户名和设施名不同时必填，例如产权单位的委托书。' },
              ]}
              input={(values, id) => ({
                body: {
                  id,
                  subjectKind: 'facility' as const,
                  subject: facility.id,
                  holder: values.holder!,
                  account: values.account!,
                  bank: values.bank ?? '',
                  ground: values.ground ?? '',
                },
              })}
            />
          </div>
        )}
      </div>
    </section>
  )
}
