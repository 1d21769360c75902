// On a site's page: which rating holds until when, what is under way, and the round it may still enter.
import { Card } from '@songhe/facilities/web-door'
import { useMay } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { Link } from '@tanstack/react-router'
import { showRound } from '../contract/rounds.ts'
import { ratingsOfFacility } from '../contract/register.ts'
import { SCHEMES } from '../contract/shapes.ts'
import { ApplyButton } from './apply-button.tsx'
import { HoldingWord, IN_TEXT, until } from './words.tsx'

interface Site {
  id: string
  name: string
}

export function FacilityRatingsPanel({ facility }: { facility: Site }) {
  const [mayRead, mayApply] = [useMay('ratings.read'), useMay('ratings.apply')]
  const { data } = useRead(ratingsOfFacility, { params: { id: facility.id } }, { enabled: mayRead })
  if (!data) return null
  const open = data.cases.filter(({ state }) => state !== 'in-force' && state !== 'withdrawn')
  if (data.standing.length + open.length + data.rounds.length === 0) return null
  return (
    <Card title="等级评定">
      <ul>
        {data.standing.map((one) => (
          <li key={one.id} style={{ padding: '3px 0' }}>
            {SCHEMES[one.scheme] ?? one.scheme}{' '}
            {one.case ? (
              <Link style={IN_TEXT} to={`/ratings/cases/${one.case}` as never}>
                {one.grade}
              </Link>
            ) : (
              <b>{one.grade}</b>
            )}{' '}
            <HoldingWord holding={one.holding} />
            <div className="xs">
              {one.validFrom} 至 {until(one.validTo)}，{one.decision}
            </div>
          </li>
        ))}
        {open.map((one) => (
          <li key={one.id} style={{ padding: '3px 0' }}>
            <Link to={`/ratings/cases/${one.id}` as never}>{one.roundTitle}</Link>
            <div className="xs">
              {one.grade} {one.next}
            </div>
          </li>
        ))}
        {data.rounds.map((round) => (
          <li key={round.id} style={{ padding: '3px 0', display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
            <span style={{ flex: 1, minWidth: 160 }}>
              {round.title}
              <span className="xs"> 申请截止 {round.applyBy}</span>
            </span>
            {mayApply && <Apply round={round.id} facility={facility} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Apply({ round, facility }: { round: string; facility: Site }) {
  const { data } = useRead(showRound, { params: { id: round } })
  return data ? (
    <ApplyButton facility={facility} round={{ ...data, kinds: data.standard.kinds, sections: data.standard.sections }} />
  ) : null
}
