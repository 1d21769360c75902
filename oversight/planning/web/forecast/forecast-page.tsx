// 老年人口预测: how many elders of which age until when, what they need, with what it was counted and how far it may be off; prints on A4.
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { Button, Segmented, Skeleton } from 'antd'
import { FORECAST_BASES, listForecasts, showForecast } from '../../contract/forecast.ts'
import { forecastStyle } from './forecast-style.ts'
import { MakeForecast } from './make-forecast.tsx'
import { NeedsCard } from './needs-card.tsx'
import { PeopleChart } from './people-chart.tsx'
import { PeopleTable } from './people-table.tsx'
import { SourcesCard } from './sources-card.tsx'
import { TownsCard } from './towns-card.tsx'
import { PrintedCard, TrialCard } from './trial-cards.tsx'

type Base = 'resident' | 'registered'

/** The newest of the base that is asked for. */
export function NewestForecastPage() {
  const { base = 'resident' } = useSearch({ strict: false }) as { base?: Base }
  const newest = useRead(listForecasts, { query: { page: 1, size: 1, base } })
  if (newest.error) return <ProblemNote error={newest.error} />
  if (!newest.data) return <Skeleton active />
  const id = newest.data.rows[0]?.id
  return id ? <Shown id={id} base={base} /> : <NoneYet base={base} />
}

export function ForecastPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return <Shown id={id} />
}

function NoneYet({ base }: { base: Base }) {
  const may = useMay('planning.forecast')
  return (
    <>
      <PageTitle title="老年人口预测" acts={may && <MakeForecast base={base} />} />
      <Bases base={base} />
      <p>还没有按{FORECAST_BASES[base]}口径推算过。</p>
    </>
  )
}

function Bases({ base }: { base: Base }) {
  const navigate = useNavigate()
  return (
    <Segmented
      aria-label="口径"
      className="no-print"
      style={{ marginBottom: 12 }}
      value={base}
      options={[
        { value: 'resident', label: '常住口径' },
        { value: 'registered', label: '户籍口径' },
      ]}
      onChange={(value) => void navigate({ to: '/planning/forecast' as never, search: { base: value } as never })}
    />
  )
}

function Shown({ id, base }: { id: string; base?: Base }) {
  const { data: shown, error } = useRead(showForecast, { params: { id } })
  const may = useMay('planning.forecast')
  if (error) return <ProblemNote error={error} />
  if (!shown) return <Skeleton active />
  return (
    <article className="forecast">
      <style href="planning-forecast" precedence="low">
        {forecastStyle}
      </style>
      <PageTitle
        title={`${shown.office}老年人口预测`}
        acts={
          <>
            <Link to={'/planning/forecast/runs' as never}>历次预测</Link>
            <Button onClick={() => window.print()}>打印</Button>
            {may && <MakeForecast base={shown.base} />}
          </>
        }
      >
        <StateTag tone={shown.base === 'resident' ? 'sky' : 'pine'}>{FORECAST_BASES[shown.base]}口径</StateTag>
      </PageTitle>
      {base && <Bases base={base} />}
      <p className="sub" style={{ marginBottom: 12 }}>
        基期 {shown.baseDay}，推算到 {shown.lastYear} 年；{shown.madeBy} 推算于 {shown.madeAt}。
        {shown.base === 'resident'
          ? '按2020年人口普查的常住人口，只算活到下一年的人，没有算出生和迁移。'
          : '按本区登记册里户籍在本区的老人，只算活到下一年的人；以后才满60岁的人没有来源，空格不是零。'}
        两个口径是两群人，不放在一起算。
        {shown.holds ? '用存下的数据重算，结果一致。' : '注意：用存下的数据重算，结果不一致，请报告管理员。'}
      </p>
      <div className="forecast-cards">
        <section className="card">
          <h2>各年龄组</h2>
          <div className="inside">
            <PeopleChart shown={shown} />
          </div>
          <div className="inside">
            <PeopleTable shown={shown} />
          </div>
        </section>
        <NeedsCard shown={shown} />
        <TrialCard shown={shown} />
        <PrintedCard shown={shown} />
        <TownsCard shown={shown} />
        <SourcesCard sources={shown.sources} />
      </div>
      <p className="xs" style={{ overflowWrap: 'anywhere' }}>
        数据摘要 {shown.digest}
      </p>
    </article>
  )
}
