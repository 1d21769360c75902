// The map with its list beside: what the mouse finds on one side, the keyboard finds on the other.
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { ReplyOf } from '@songhe/basics/contract'
import { kindTitle } from '../contract/kinds.ts'
import { mapFacilities } from '../contract/register.ts'
import './facility-map.css'
import { FAMILIES } from './families.ts'
import { StateWord } from './words.tsx'

/** The heavy part comes while the points are asked for; the list is there before it. */
const loadMap = import('./facility-map.tsx')
const FacilityMap = lazy(() => loadMap.then((part) => ({ default: part.FacilityMap })))

type Point = ReplyOf<typeof mapFacilities>['points'][number]

/** More rows than anybody reads; the query form narrows. */
const LISTED = 100

export function MapBeside({ query, filters }: { query: object; filters: ReactNode }) {
  const { data, error } = useRead(mapFacilities, { query: query as never })
  const [chosen, setChosen] = useState<string>()
  const point = data?.points.find(({ id }) => id === chosen)
  const approximate = useMemo(() => data?.points.filter(({ exact }) => !exact).length ?? 0, [data])
  return (
    <section className="card">
      <div className="inside" style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
        {filters}
      </div>
      <ProblemNote error={error} />
      {data && (
        <>
          <p className="inside sub" style={{ paddingTop: 0 }}>
            共 {data.points.length} 处有点位，其中 {approximate} 处是估点（空心），只作参考，不作达标依据；{data.without}{' '}
            处没有点位。
          </p>
          <div className="facility-map">
            <Suspense
              fallback={
                <p className="map-place sub" style={{ padding: 16 }}>
                  正在打开地图…
                </p>
              }
            >
              <FacilityMap points={data.points} towns={data.towns} chosen={point} onChoose={setChosen} />
            </Suspense>
            <Beside points={data.points} chosen={point} onChoose={setChosen} />
          </div>
          <Legend />
        </>
      )}
    </section>
  )
}

function Beside({
  points,
  chosen,
  onChoose,
}: {
  points: readonly Point[]
  chosen: Point | undefined
  onChoose(id: string): void
}) {
  return (
    <div>
      {chosen && (
        <p style={{ padding: '8px 12px', background: 'var(--mist)' }} aria-live="polite">
          <Link to={`/facilities/${chosen.id}` as never}>
            <b>{chosen.name}</b>
          </Link>{' '}
          {kindTitle(chosen.kind)} <StateWord state={chosen.state} />{' '}
          <span className="sub">{chosen.exact ? '实测点' : '估点'}</span>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul aria-label="地图上的设施" tabIndex={0} style={{ maxHeight: 470, overflowY: 'auto' }}>
        {points.slice(0, LISTED).map((point) => (
          <li key={point.id}>
            <button
              type="button"
              className="map-row"
              aria-pressed={point.id === chosen?.id}
              onClick={() => onChoose(point.id)}
              onFocus={() => onChoose(point.id)}
            >
              <span>{point.name}</span>
              <span className="xs">{kindTitle(point.kind)}</span>
            </button>
          </li>
        ))}
      </ul>
      {points.length > LISTED && (
        <p className="xs" style={{ padding: '6px 12px' }}>
          先列 {LISTED} 处，用上面的条件缩小范围。
        </p>
      )}
    </div>
  )
}

function Legend() {
  return (
    <p className="inside xs" style={{ display: 'flex', gap: 14, flexWrap: 'wrap' }}>
      {FAMILIES.map(({ title, colour }) => (
        <span key={title} style={{ display: 'inline-flex', gap: 5, alignItems: 'center' }}>
          <i aria-hidden="true" style={{ width: 10, height: 10, borderRadius: '50%', background: colour }} />
          {title}
        </span>
      ))}
    </p>
  )
}
