// 每个镇街都有中心了吗: plan beside actual, and each town in the row of its planned year, so that a late one stands out in words too.
import { Citation } from '@songhe/ui/citation'
import { PlanBars } from '../coverage/plan-bars.tsx'
import { Opens, recordsPath } from '../opens.tsx'
import type { Sheet } from './leader-page.tsx'

type Coverage = NonNullable<Sheet['coverage']>

export function LeaderCoverage({ coverage }: { coverage: Coverage }) {
  const rows = [...new Set(coverage.towns.map(({ phase }) => phase))].sort((one, other) =>
    one === 'existing' ? -1 : other === 'existing' ? 1 : one.localeCompare(other),
  )
  return (
    <section>
      <h2>
        每个镇街都有中心了吗？
        <Citation document={coverage.documentTitle} clause={coverage.clause} />
      </h2>
      <p className="big-line">
        <span className="big">
          <Opens
            path={recordsPath('facilities.towns-with-centre')}
            label="有中心的镇街名单"
          >{`${coverage.open}/${coverage.of}`}</Opens>
        </span>
        <span>
          {coverage.share}
          {coverage.short > 0 && (
            <>
              {'，还差 '}
              <Opens path="/planning/coverage?kind=centre">{`${coverage.short} 个`}</Opens>
            </>
          )}
          {coverage.late > 0 && <span className="red">{`，${coverage.late} 个已逾期`}</span>}
        </span>
      </p>
      <PlanBars phases={coverage.phases} of={coverage.of} />
      <h2>
        哪个镇街、计划哪年？
        <small>
          {'格内为站点/村社，合计 '}
          <Opens
            path={recordsPath('facilities.villages-served')}
            label="有站点的村和社区名单"
          >{`${coverage.stations}/${coverage.stationsOf}`}</Opens>
          {` ${coverage.stationsShare}`}
        </small>
      </h2>
      {rows.map((phase) => {
        const towns = coverage.towns.filter((town) => town.phase === phase)
        return (
          <div key={phase} className="town-row">
            <div>
              <b>{phase === 'existing' ? '原有' : phase || '没排'}</b>
              <div className="xs">{`${towns.filter(({ state }) => state === 'open').length}/${towns.length}`}</div>
            </div>
            <div>
              {towns.map((town) => (
                <Opens
                  key={town.area}
                  path={`/facilities?area=${town.area}`}
                  label={`${town.name}${STATE[town.state]}，站点 ${town.stations}/${town.villages}`}
                >
                  <span className={`town ${town.state}`}>
                    {`${town.name}${town.state === 'late' ? ' 晚' : ''}`}
                    <span>{`${town.stations}/${town.villages}`}</span>
                  </span>
                </Opens>
              ))}
            </div>
          </div>
        )
      })}
    </section>
  )
}

const STATE: Readonly<Record<string, string>> = { open: '已开放', due: '还没到期', late: '逾期未开', none: '没有计划' }
