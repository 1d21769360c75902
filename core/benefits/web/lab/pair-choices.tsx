// What happens when two programmes meet in one person, as this scheme wants it: as the rules say, both, the higher, or one of them.
import { Select } from 'antd'
import type { Scheme } from '../../contract-lab.ts'
import { withPair } from './lab-scheme.ts'
import type { Lab } from './scheme-controls.tsx'

export function PairChoices({ lab, scheme, onChange }: { lab: Lab; scheme: Scheme; onChange(scheme: Scheme): void }) {
  const title = (programme: string) => lab.programmes.find((one) => one.programme === programme)?.title ?? programme
  const packs = lab.tables.map(({ pack }) => pack)
  const pairs = packs.flatMap((one, i) => packs.slice(i + 1).map((other): [string, string] => [one, other]))
  const says = (pair: [string, string]) => lab.pairs.find(({ between }) => pair.every((one) => between.includes(one)))
  return (
    <details className="inside lab-table">
      <summary>
        <b>两项同时符合时</b> {scheme.pairs.length > 0 && <span className="state sky">{scheme.pairs.length} 对改动</span>}
      </summary>
      {pairs.map((pair) => {
        const rule = says(pair)
        const keep = scheme.pairs.find(({ between }) => pair.every((one) => between.includes(one)))?.keep
        return (
          <div key={pair.join()} className="lab-pair">
            <span>
              {title(pair[0])}、{title(pair[1])}
              <small className="xs">{rule ? `${rule.document} ${rule.clause}：只发一项` : '没有依据，现在两项都发'}</small>
            </span>
            <Select
              size="small"
              aria-label={`${title(pair[0])}和${title(pair[1])}同时符合时`}
              value={keep ?? ''}
              onChange={(value) => onChange(withPair(scheme, pair, value || undefined))}
              options={[
                { value: '', label: '按现行规定' },
                { value: 'both', label: '两项都发' },
                { value: 'higher', label: '只发高的一项' },
                ...pair.map((programme) => ({ value: programme, label: `只发${title(programme)}` })),
              ]}
            />
          </div>
        )
      })}
    </details>
  )
}
