// The quieter cards of a site: who leads it and whom it leads, contracts, who else stands at the address, and its history.
import { useMay, useMe } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { linkChain, unlinkChain } from '../contract/chain.ts'
import { kindOf } from '../contract/kinds.ts'
import { type FacilityFile, listFacilities } from '../contract/register.ts'
import { ActButton } from '@songhe/ui/act-button'
import { StateWord } from './words.tsx'

export function Card({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <div
        style={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 10,
          padding: '12px 16px 0',
          flexWrap: 'wrap',
        }}
      >
        <h2 style={{ fontSize: 14, color: 'var(--deep)' }}>{title}</h2>
        {act && <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>{act}</div>}
      </div>
      <div className="inside">{children}</div>
    </section>
  )
}

const to = (id: string) => `/facilities/${id}` as never

export function ChainCard({ site }: { site: FacilityFile }) {
  const family = kindOf(site.kind)?.family
  const may = useMay('facilities.write')
  const leading = family === 'centre' || family === 'home'
  const me = useMe()
  if (!leading && !site.leadBy && family !== 'station') return null
  return (
    <Card title="中心带站" act={leading && may && site.state !== 'closed' && <LinkMore site={site} />}>
      <p>
        {site.leadBy ? (
          <>
            由 <Link to={to(site.leadBy.id)}>{site.leadBy.name}</Link> 带
          </>
        ) : (
          <span className="sub">{leading ? '上面没有机构带' : '还没有中心带'}</span>
        )}
      </p>
      {site.leads.length > 0 && (
        <>
          <p className="sub">带 {site.leads.length} 处：</p>
          <ul>
            {site.leads.map((child) => (
              <li key={child.id} style={{ display: 'flex', gap: 10, padding: '3px 0', alignItems: 'center', flexWrap: 'wrap' }}>
                <Link to={to(child.id)}>{child.name}</Link>
                <span className="xs">{child.kindTitle}</span>
                {may && (
                  <span style={{ marginLeft: 'auto' }}>
                    <ActButton
                      line={unlinkChain}
                      button="移出"
                      quiet
                      title={`把${child.name}移出`}
                      initial={{ day: me.today }}
                      fields={[
                        { name: 'day', label: '从哪天起', kind: 'day', required: true },
                        { name: 'reason', label: '理由', kind: 'long', required: true },
                      ]}
                      input={(values, id) => ({
                        params: { id: site.id, child: child.id },
                        body: { id, day: values.day, reason: values.reason },
                      })}
                    />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function LinkMore({ site }: { site: FacilityFile }) {
  const me = useMe()
  const near = useRead(listFacilities, { query: { page: 1, size: 200, state: 'running', q: undefined } as never })
  const led = new Set([site.id, ...site.leads.map(({ id }) => id)])
  const options = (near.data?.rows ?? [])
    .filter((row) => !led.has(row.id) && kindOf(row.kind)?.family === 'station')
    .sort((a, b) => Number(b.town === site.town) - Number(a.town === site.town))
    .map((row) => ({ value: row.id, label: `${row.town} ${row.name}` }))
  return (
    <ActButton
      line={linkChain}
      button="纳入站点"
      initial={{ from: me.today }}
      fields={[
        { name: 'children', label: '站、点', kind: 'many', options, required: true },
        { name: 'from', label: '从哪天起', kind: 'day', required: true },
      ]}
      input={(values, id) => ({ params: { id: site.id }, body: { id, children: values.children, from: values.from } })}
    />
  )
}

const CONTRACT_WORDS = { coming: '未起', running: '执行中', ended: '已结束' } as const

export function ContractsCard({ site }: { site: FacilityFile }) {
  if (site.contracts.length === 0) return null
  return (
    <Card title="运营合同">
      <ul>
        {site.contracts.map((contract) => (
          <li key={contract.id} style={{ display: 'flex', gap: 12, flexWrap: 'wrap', padding: '3px 0' }}>
            <Link to={`/facilities/contracts/${contract.id}` as never}>{contract.number || '合同'}</Link>
            <span>{contract.operator}</span>
            <span className="sub">
              {contract.from} 至 {contract.to}
            </span>
            <StateTag tone={contract.state === 'running' ? 'pine' : 'stone'}>{CONTRACT_WORDS[contract.state]}</StateTag>
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function SameAddressCard({ site }: { site: FacilityFile }) {
  if (site.sameAddress.length === 0) return null
  return (
    <Card title="同一地址的设施">
      <p className="xs">地址键：{site.addressKey}。更名、换主体不算另一处。</p>
      <ul>
        {site.sameAddress.map((other) => (
          <li key={other.id} style={{ padding: '3px 0' }}>
            <Link to={to(other.id)}>{other.name}</Link> <span className="xs">{other.kindTitle}</span>{' '}
            <StateWord state={other.state} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

export function HistoryCard({ site }: { site: FacilityFile }) {
  return (
    <Card title="经过">
      <ul>
        {site.events.map((event) => (
          <li key={event.id} style={{ display: 'grid', gridTemplateColumns: '92px minmax(0, 1fr)', gap: 10, padding: '3px 0' }}>
            <span className="sub">{event.day}</span>
            <span style={event.reversed ? { textDecoration: 'line-through' } : {}}>
              <b>{event.title}</b> {event.note} <span className="xs">{event.by}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
