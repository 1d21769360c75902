// One operation contract: sites, how it was chosen, state property handed over, reports received and owed.
import { yuan } from '@songhe/basics/money'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { ReplyOf } from '@songhe/basics/contract'
import { ASSET_STATES, endContract, recordAsset, recordReport, showContract } from '../contract/contracts.ts'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { ContractWord } from './contracts-page.tsx'
import { Card } from './facility-cards.tsx'
import { Places } from './places.tsx'
import { ExampleTag } from './words.tsx'

type File = ReplyOf<typeof showContract>

export function ContractPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(showContract, { params: { id } })
  const may = useMay('facilities.contracts')
  const me = useMe()
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton active />
  return (
    <>
      <PageTitle
        title={data.number || '运营合同'}
        acts={
          may &&
          data.state !== 'ended' && (
            <ActButton
              line={endContract}
              button="终止合同"
              initial={{ day: me.today }}
              fields={[
                { name: 'day', label: '终止日期', kind: 'day', required: true },
                { name: 'reason', label: '理由', kind: 'long', required: true },
              ]}
              input={(values, act) => ({ params: { id }, body: { id: act, day: values.day, reason: values.reason } })}
            />
          )
        }
      >
        <div>
          <b>{data.operator.name}</b>　{data.modeTitle}　{data.from} 至 {data.to} <ContractWord row={data} />{' '}
          <ExampleTag example={data.example} />
          <div className="sub">
            {[
              `委托方 ${data.entrustedBy}`,
              `${data.signedOn} 签订`,
              data.dutyGroups,
              data.selection && `比选：${data.selection}`,
              data.endedOn && `${data.endedOn} 终止：${data.endedReason}`,
            ]
              .filter(Boolean)
              .join('，')}
          </div>
        </div>
      </PageTitle>
      <Places at="/facilities/contracts" />
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <Reports file={data} may={may} />
          <Assets file={data} may={may} />
        </div>
        <aside style={{ display: 'grid', gap: 12 }} aria-label="设施与比选">
          <Card title={`设施 ${data.sites.length} 处`}>
            <ul>
              {data.sites.map((site) => (
                <li key={site.id} style={{ padding: '3px 0' }}>
                  <Link to={`/facilities/${site.id}` as never}>{site.name}</Link> <span className="xs">{site.place}</span>
                </li>
              ))}
            </ul>
          </Card>
          {data.bids.length > 0 && (
            <Card title="比选得分">
              <ul>
                {data.bids.map((bid) => (
                  <li key={bid.operator}>
                    {bid.operator}　{bid.score ?? '没有得分'}　{bid.won && <b>中选</b>}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </aside>
      </div>
    </>
  )
}

function Reports({ file, may }: { file: File; may: boolean }) {
  const me = useMe()
  const owed = file.owed.map(({ period }) => ({ value: period, label: `${period} 止的一期` }))
  return (
    <Card
      title={`报告（每 ${file.reportMonths} 个月一次）`}
      act={
        may && (
          <>
            {owed.length > 0 && (
              <ActButton
                line={recordReport}
                button="登记定期报告"
                small
                initial={{ receivedOn: me.today, period: owed[0]!.value }}
                fields={[
                  { name: 'period', label: '报告期', kind: 'select', required: true, options: owed },
                  { name: 'receivedOn', label: '收到日期', kind: 'day', required: true },
                  { name: 'summary', label: '摘要（资产、运营情况）', kind: 'long', required: true },
                ]}
                input={(values, id) => ({
                  params: { id: file.id },
                  body: {
                    id,
                    kind: 'regular' as const,
                    period: values.period,
                    receivedOn: values.receivedOn,
                    summary: values.summary,
                  },
                })}
              />
            )}
            <ActButton
              line={recordReport}
              button="登记重大事项"
              small
              initial={{ receivedOn: me.today, day: me.today, time: '08:00' }}
              fields={[
                { name: 'day', label: '发生日期', kind: 'day', required: true },
                { name: 'time', label: '发生时间（如 14:30）', required: true },
                { name: 'receivedOn', label: '收到日期', kind: 'day', required: true },
                { name: 'summary', label: '事项', kind: 'long', required: true },
              ]}
              input={(values, id) => ({
                params: { id: file.id },
                body: {
                  id,
                  kind: 'major-event' as const,
                  happenedAt: `${values.day}T${values.time}:00+08:00`,
                  receivedOn: values.receivedOn,
                  summary: values.summary,
                },
              })}
            />
          </>
        )
      }
    >
      <ul>
        {file.owed.map((one) => (
          <li key={one.period} className={one.late ? 'red' : 'amber'}>
            {one.period} 止的一期还没有报告{one.late && '，已逾期'}
          </li>
        ))}
        {file.reports.map((report) => (
          <li key={report.id} style={{ padding: '4px 0', borderBottom: '1px solid var(--line-soft)' }}>
            <b>{report.kind === 'regular' ? `${report.period} 止的定期报告` : `重大事项 ${report.happenedAt?.slice(0, 10)}`}</b>{' '}
            <span className={report.late ? 'red' : 'sub'}>
              {report.receivedOn} 收到{report.late && '，逾期'}
            </span>
            <div>{report.summary}</div>
          </li>
        ))}
      </ul>
      {file.owed.length + file.reports.length === 0 && <p className="sub">还没有到报告期。</p>}
    </Card>
  )
}

function Assets({ file, may }: { file: File; may: boolean }) {
  return (
    <Card
      title="移交的资产"
      act={
        may && (
          <ActButton
            line={recordAsset}
            button="登记资产"
            small
            initial={{ state: 'in-use', unit: '件', quantity: 1 }}
            fields={[
              { name: 'name', label: '名称', required: true },
              { name: 'quantity', label: '数量', kind: 'number', required: true },
              { name: 'unit', label: '单位', required: true },
              { name: 'yuan', label: '原值（元）', kind: 'number' },
              { name: 'state', label: '状态', kind: 'select', required: true, options: optionsOf(ASSET_STATES) },
            ]}
            input={({ yuan: worth, name, quantity, unit, state }, id) => ({
              params: { id: file.id },
              body: { id, name, quantity, unit, state, value: typeof worth === 'number' ? Math.round(worth * 100) : null },
            })}
          />
        )
      }
    >
      {file.assets.length === 0 && <p className="sub">没有登记</p>}
      <ul>
        {file.assets.map((asset) => (
          <li key={asset.id} style={{ display: 'flex', gap: 14, padding: '3px 0' }}>
            <b>{asset.name}</b>
            <span>
              {asset.quantity} {asset.unit}
            </span>
            <span>{ASSET_STATES[asset.state]}</span>
            <span className="num" style={{ marginLeft: 'auto' }}>
              {asset.value !== null && `${yuan(asset.value)} 元`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
