// One idle room: requests with their verdicts, papers a conversion needs, and whether it still serves elder care.
import type { ReplyOf } from '@songhe/basics/contract'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import {
  checkUse,
  closeMisuse,
  decidePremises,
  handOverPremises,
  PRICE_TERMS,
  requestPremises,
  showPremises,
} from '../contract/premises.ts'
import { ActButton } from '@songhe/ui/act-button'
import { Card } from './facility-cards.tsx'
import { Places } from './places.tsx'
import { PremisesWord } from './premises-page.tsx'

type File = ReplyOf<typeof showPremises>
const REASON = { name: 'reason', label: '理由', kind: 'long', required: true } as const

export function PremisesFilePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(showPremises, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton active />
  return (
    <>
      <PageTitle title={data.name} acts={<Acts rooms={data} />}>
        <div>
          <PremisesWord state={data.state} />　{data.place}
          {data.address}　{data.floorArea} 平方米
          <div className="sub">
            {data.owner}，{PRICE_TERMS[data.priceTerm]}，
            {data.longestLeaseMonths ? `最长 ${data.longestLeaseMonths} 个月` : '没有写明最长租期'}
            {data.uses && `，可作 ${data.uses}`}
            {data.permittedUse && `，已交付用于 ${data.permittedUse}`}
            {data.facility && (
              <>
                {'，'}
                <Link to={`/facilities/${data.facility}` as never}>打开设施</Link>
              </>
            )}
          </div>
        </div>
      </PageTitle>
      <Places at="/facilities/premises" />
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <Requests rooms={data} />
          <Checks rooms={data} />
        </div>
        <aside aria-label="改造材料">
          <Card title="改作养老用要哪些材料">
            <ul>
              {data.checklist.map((one) => (
                <li key={one.paper} style={{ padding: '3px 0' }}>
                  <b className={one.needed ? '' : 'stone'}>{one.paper}</b>
                  <div className="xs">
                    {one.needed ? '要' : '免'}：{one.why}
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        </aside>
      </div>
    </>
  )
}

function Acts({ rooms }: { rooms: File }) {
  const [may, me] = [useMay('facilities.premises'), useMe()]
  const params = { id: rooms.id }
  if (!may) return null
  return (
    <>
      {(rooms.state === 'idle' || rooms.state === 'requested') && (
        <ActButton
          line={requestPremises}
          button="登记申请"
          primary
          initial={{ askedOn: me.today }}
          fields={[
            { name: 'applicant', label: '申请单位', required: true },
            { name: 'purpose', label: '用途', required: true },
            { name: 'months', label: '租期（月）', kind: 'number', required: true },
            { name: 'askedOn', label: '申请日期', kind: 'day', required: true },
          ]}
          input={({ applicant, purpose, months, askedOn }, id) => ({ params, body: { id, applicant, purpose, months, askedOn } })}
        />
      )}
      {rooms.state === 'granted' && (
        <ActButton
          line={handOverPremises}
          button="交付使用"
          primary
          initial={{ day: me.today }}
          fields={[
            { name: 'day', label: '交付日期', kind: 'day', required: true },
            { name: 'permittedUse', label: '准许用途', required: true },
          ]}
          input={({ day, permittedUse }, id) => ({ params, body: { id, day, permittedUse } })}
        />
      )}
      {rooms.state === 'in-use' && (
        <ActButton
          line={checkUse}
          button="核查用途"
          primary
          initial={{ on: me.today, asAgreed: true }}
          fields={[
            { name: 'on', label: '核查日期', kind: 'day', required: true },
            { name: 'asAgreed', label: '仍用于养老，与准许用途一致', kind: 'check' },
            { name: 'found', label: '看到的情况', kind: 'long', required: true },
          ]}
          input={({ on, asAgreed = false, found }, id) => ({ params, body: { id, on, asAgreed, found } })}
        />
      )}
    </>
  )
}

function Requests({ rooms }: { rooms: File }) {
  const may = useMay('facilities.decide')
  return (
    <Card title="申请">
      {rooms.asked.length === 0 && <p className="sub">还没有申请</p>}
      <ul>
        {rooms.asked.map((asked) => (
          <li key={asked.id} style={{ padding: '6px 0', borderBottom: '1px solid var(--line-soft)' }}>
            <b>{asked.applicant}</b>，{asked.purpose}，{asked.months} 个月
            <div className="xs">
              {asked.askedOn} 申请
              {asked.verdict &&
                `；${asked.decidedOn} ${asked.decidedBy} ${asked.verdict === 'granted' ? '批准' : '退回'}：${asked.reason}`}
            </div>
            {may && !asked.verdict && (
              <div style={{ display: 'flex', gap: 8, marginTop: 6 }}>
                {(['granted', 'refused'] as const).map((verdict) => (
                  <ActButton
                    key={verdict}
                    line={decidePremises}
                    button={verdict === 'granted' ? '批准' : '退回'}
                    small
                    title={`${verdict === 'granted' ? '批准' : '退回'}：${asked.applicant}`}
                    fields={[REASON]}
                    input={({ reason }, id) => ({ params: { id: rooms.id, request: asked.id }, body: { id, verdict, reason } })}
                  />
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Checks({ rooms }: { rooms: File }) {
  const [may, me] = [useMay('facilities.premises'), useMe()]
  if (rooms.checks.length === 0) return null
  return (
    <Card title="用途核查">
      <ul>
        {rooms.checks.map((check) => (
          <li key={check.id} style={{ padding: '4px 0' }}>
            {check.on} <b className={check.asAgreed ? 'pine' : 'red'}>{check.asAgreed ? '用途一致' : '用途不符'}</b> {check.found}{' '}
            <span className="xs">
              {check.by}
              {check.closedOn && `，${check.closedOn} 了结`}
            </span>
            {may && !check.asAgreed && !check.closedOn && (
              <ActButton
                line={closeMisuse}
                button="了结"
                small
                initial={{ day: me.today }}
                fields={[
                  { name: 'day', label: '了结日期', kind: 'day', required: true },
                  { name: 'note', label: '怎样了结的', kind: 'long', required: true },
                ]}
                input={({ day, note }, id) => ({ params: { id: rooms.id, check: check.id }, body: { id, day, note } })}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
