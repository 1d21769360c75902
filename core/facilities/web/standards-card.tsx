// 为什么达标、不达标: the sentence first, then each table with its clause and every condition with the value found.
import { Citation } from '@songhe/ui/citation'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Why, type WhyItem } from '@songhe/ui/why'
import type { FacilityFile } from '../contract/register.ts'
import { showStandards, type StandardCheck } from '../contract/standards.ts'
import { StandardWord } from './words.tsx'

const VERDICTS: Record<string, WhyItem['verdict']> = { pass: 'met', fail: 'not-met', missing: 'missing' }

export function StandardsCard({ site }: { site: FacilityFile }) {
  const { data, error } = useRead(showStandards, { params: { id: site.id } })
  return (
    <section className="card" aria-label="建设标准">
      <h2>建设标准</h2>
      <div className="inside" style={{ display: 'grid', gap: 12 }}>
        <ProblemNote error={error} />
        {data && (
          <>
            <p>{data.sentence}</p>
            {[...data.checks]
              .filter((check) => check.verdict !== 'none')
              .sort((a, b) => weight(a) - weight(b))
              .map((check) => (
                <Check key={check.pack} check={check} />
              ))}
            {site.position === 'approximate' && <p className="xs">地图上的位置是估点，没有用来判断达标。</p>}
          </>
        )}
      </div>
    </section>
  )
}

/** What is short comes first, advice last. */
const weight = ({ advice, verdict }: StandardCheck) => (advice ? 10 : 0) + ['not-met', 'missing', 'met'].indexOf(verdict)
const SHORT_FIRST = { fail: 0, missing: 1, pass: 2 }

function Check({ check }: { check: StandardCheck }) {
  return (
    <div>
      <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap', marginBottom: 6 }}>
        <b>{check.title}</b>
        {check.advice ? (
          <span className="sub">{check.verdict === 'met' ? '已具备' : '有条件的要具备，不影响达标'}</span>
        ) : (
          <StandardWord verdict={check.verdict} />
        )}
        <Citation document={check.document} clause={check.clause} />
      </div>
      {check.lines.length > 0 ? (
        <Why
          items={[...check.lines]
            .sort((a, b) => SHORT_FIRST[a.verdict] - SHORT_FIRST[b.verdict])
            .map((line) => ({ verdict: VERDICTS[line.verdict]!, text: line.text }))}
        />
      ) : (
        <p className="sub">这一类没有面积和分区要求。</p>
      )}
    </div>
  )
}
