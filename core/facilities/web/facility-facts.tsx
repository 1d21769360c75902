// What is true of the site today, each with day and source; recorded, put right or ended here, nothing overwritten.
import './facility-facts.css'
import { useMay, useMe } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { useState } from 'react'
import { BED_KINDS, FACILITY_FACTS, type FacilityFactKind, SERVICES, ZONES } from '../contract/facts.ts'
import { listOperators } from '../contract/operators.ts'
import { closeFact, type FacilityFile, recordFacts } from '../contract/register.ts'
import { ActButton, type ActField, optionsOf } from '@songhe/ui/act-button'

type Fact = FacilityFile['facts'][number]

export function FacilityFacts({ site }: { site: FacilityFile }) {
  const may = useMay('facilities.write') && site.state !== 'closed' && site.state !== 'withdrawn'
  const [all, setAll] = useState(false)
  return (
    <section className="card" aria-label="设施情况">
      <div
        style={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          padding: '12px 16px 0',
          gap: 10,
          flexWrap: 'wrap',
        }}
      >
        <h2 style={{ fontSize: 14, color: 'var(--deep)' }}>设施情况</h2>
        {may && <Record site={site} />}
      </div>
      <div className="inside">
        <dl className="facts site-facts">
          {site.facts.map((fact) => (
            <Line key={fact.id} site={site} fact={fact} may={may} />
          ))}
        </dl>
        {site.earlier.length > 0 && (
          <button type="button" className="opens" aria-expanded={all} onClick={() => setAll(!all)} style={{ marginTop: 10 }}>
            {all ? '收起以前的情况' : `以前的情况 ${site.earlier.length} 条`}
          </button>
        )}
        {all && (
          <ul style={{ marginTop: 8 }}>
            {site.earlier.map((fact) => (
              <li key={fact.id} className="sub">
                {fact.title}：{fact.text}（{fact.from} 至 {fact.to ?? '以后'}，{fact.source}）
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function Line({ site, fact, may }: { site: FacilityFile; fact: Fact; may: boolean }) {
  const me = useMe()
  return (
    <div>
      <dt>{fact.title}</dt>
      <dd>
        {fact.text}
        {fact.reason && <div className="xs">{fact.reason}</div>}
      </dd>
      <dd className="source">
        {fact.source}，{fact.from} 起
        {may && fact.kind !== 'facility.kind' && (
          <>
            {' '}
            <ActButton
              line={closeFact}
              button="更正、终止"
              quiet
              title={`更正或终止：${fact.title}`}
              initial={{ to: me.today }}
              fields={[
                { name: 'wrong', label: '从头就登记错了', kind: 'check' },
                { name: 'to', label: '从哪天起不再是这样', kind: 'day' },
                { name: 'reason', label: '理由', kind: 'long', required: true },
              ]}
              input={(values, id) => ({
                params: { id: site.id, fact: fact.id },
                body: { id, reason: values.reason, ...(!values.wrong && values.to && { to: values.to }) },
              })}
            />
          </>
        )}
      </dd>
    </div>
  )
}

const YES_NO = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
]
/** Typed as they are; lists and choices have their own control. */
const MEASURED = FACILITY_FACTS.filter(
  ({ kind, type }) =>
    (type === 'number' || kind === 'facility.host' || kind === 'facility.hours' || kind === 'facility.estate') &&
    !['facility.kind'].includes(kind),
)

function fieldOf(
  { kind, title, type, unit, options }: FacilityFactKind,
  operators: { value: string; label: string }[],
): ActField {
  const label = unit ? `${title}（${unit}）` : title
  if (kind === 'facility.operator') return { name: kind, label, kind: 'select', options: operators }
  if (kind === 'facility.zones') return { name: kind, label, kind: 'many', options: optionsOf(ZONES) }
  if (kind === 'facility.services') return { name: kind, label, kind: 'many', options: optionsOf(SERVICES) }
  if (options) return { name: kind, label, kind: 'select', options: optionsOf(options) }
  if (type === 'boolean') return { name: kind, label, kind: 'select', options: YES_NO }
  return { name: kind, label, kind: type === 'number' ? 'number' : 'text' }
}

const KINDS = [
  ...MEASURED.filter(({ kind }) => !kind.startsWith('facility.beds.')),
  ...FACILITY_FACTS.filter(
    ({ kind }) => kind in Object.fromEntries(Object.keys(BED_KINDS).map((bed) => [`facility.beds.${bed}`, 1])),
  ),
  ...FACILITY_FACTS.filter(
    (fact) => !MEASURED.includes(fact) && fact.kind !== 'facility.kind' && fact.kind !== 'facility.served-areas',
  ),
]

function Record({ site }: { site: FacilityFile }) {
  const me = useMe()
  const operators = useRead(listOperators, { query: { page: 1, size: 200 } })
  const choices = (operators.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const now = Object.fromEntries(
    site.facts.map(({ kind, value }) => [
      kind,
      kind === 'facility.zones' || kind === 'facility.services'
        ? value.split(',').filter(Boolean)
        : /^\d+(\.\d+)?$/.test(value)
          ? Number(value)
          : value,
    ]),
  )
  return (
    <ActButton
      line={recordFacts}
      button="登记情况"
      title="登记设施情况（只写有变化的）"
      initial={{ ...now, from: me.today }}
      fields={[
        ...KINDS.map((fact) => fieldOf(fact, choices)),
        { name: 'from', label: '从哪天起', kind: 'day', required: true },
        { name: 'source', label: '来源', required: true, note: '例如：现场核查 2026-11-20' },
        { name: 'reason', label: '说明', kind: 'long', note: '面积例外必须写明理由。' },
      ]}
      input={({ from, source, reason = '', ...values }, id) => ({
        params: { id: site.id },
        body: { id, source, reason, facts: changed(values, now).map((fact) => ({ ...fact, from })) },
      })}
    />
  )
}

/** Only what differs from what stands: the form shows everything, the act says what is new. */
function changed(values: Record<string, unknown>, now: Record<string, unknown>): { kind: string; value: string }[] {
  return Object.entries(values).flatMap(([kind, value]) => {
    if (value === undefined || value === null || value === '') return []
    const text = Array.isArray(value) ? [...value].sort().join(',') : String(value)
    const before = now[kind]
    const same = Array.isArray(before) ? [...before].sort().join(',') === text : before !== undefined && String(before) === text
    return same ? [] : [{ kind, value: text }]
  })
}
