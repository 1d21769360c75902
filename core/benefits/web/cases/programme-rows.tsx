// One row per programme: due, received, each condition with value, source and date, the citation, what is missing and what comes next.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Why } from '@songhe/ui/why'
import type { ProgrammeVerdict } from '../../contract-explain.ts'
import { StreamActs } from './stream-acts.tsx'
import { whyItems } from './why-lines.tsx'

export function ProgrammeRows({ person, programmes }: { person: string; programmes: ProgrammeVerdict[] }) {
  return (
    <table className="prog stack">
      <thead>
        <tr>
          <th>项目</th>
          <th className="money">应得</th>
          <th className="money">已得</th>
          <th>为什么</th>
          <th>还缺、下一步</th>
        </tr>
      </thead>
      <tbody>
        {programmes.map((one) => (
          <tr
            key={one.programme}
            className={TO_ACT.includes(one.state) ? 'act' : one.dueFen === 0 && one.receivedFen === 0 ? 'quiet' : ''}
          >
            <th scope="row">
              <b>{one.title}</b>
              <br />
              <StateTag tone={TONES[one.state]}>{one.stateTitle}</StateTag>
            </th>
            <td className="money" data-label="应得">
              {one.dueFen ? <b>{yuan(one.dueFen)}</b> : '—'}
            </td>
            <td className="money" data-label="已得">
              {one.receivedFen ? yuan(one.receivedFen) : one.dueFen ? <b className="amber">0.00</b> : '—'}
            </td>
            <td>
              <Why items={whyItems(one.state === 'none' ? one.why.filter((line) => line.verdict !== 'met') : one.why)} />
              {one.citation && <Citation {...one.citation} />}
            </td>
            <td>
              <Next one={one} />
              <StreamActs person={person} one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Next({ one }: { one: ProgrammeVerdict }) {
  return (
    <div>
      {one.arrearsFen > 0 && one.state === 'unclaimed' && (
        <p>
          {one.arrearsMonths}个月没有发，应补 <b>{yuan(one.arrearsFen)}</b>
        </p>
      )}
      {one.missing.map((fact) => (
        <p key={fact.name}>
          <span className="lack">还缺 {fact.title}</span>
        </p>
      ))}
      {one.next && <p>{one.next}</p>}
      {one.nextChange && (
        <p className="stone">
          {one.nextChange.on} {one.nextChange.text}
        </p>
      )}
    </div>
  )
}

const TO_ACT: ProgrammeVerdict['state'][] = ['unclaimed', 'paid-not-due', 'held']
const TONES: Record<ProgrammeVerdict['state'], Tone> = {
  receiving: 'pine',
  unclaimed: 'amber',
  'in-case': 'sky',
  held: 'red',
  missing: 'amber',
  excluded: 'stone',
  none: 'stone',
  'paid-not-due': 'red',
}
