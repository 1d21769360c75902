// The clauses of a document as a list with indents; under it the words of the chosen one.
import type { ReplyOf } from '@songhe/basics/contract'
import type { showDocument } from '../contract.ts'
import { ClauseWords } from './clause-panel.tsx'

type Clause = ReplyOf<typeof showDocument>['clauses'][number]

/** Some parts of a document are called what they are: the title, the opening. */
const nameOf = ({ locator, heading }: Clause) => (locator === heading ? heading : `${locator}　${heading}`)

export function ClauseTree({
  clauses,
  locator,
  onChoose,
}: {
  clauses: Clause[]
  locator: string | undefined
  onChoose(locator: string): void
}) {
  const chosen = clauses.find((clause) => clause.locator === locator)
  return (
    <section className="card" aria-label="条款目录">
      <ul style={{ listStyle: 'none', margin: 0, padding: 8, maxHeight: 360, overflow: 'auto' }}>
        {clauses.map((clause) => (
          <li key={clause.locator} style={{ paddingLeft: clause.depth * 14 }}>
            <button
              type="button"
              aria-pressed={clause.locator === locator}
              onClick={() => onChoose(clause.locator)}
              style={{
                border: 0,
                width: '100%',
                textAlign: 'left',
                padding: '5px 6px',
                borderRadius: 4,
                cursor: 'pointer',
                font: 'inherit',
                background: clause.locator === locator ? '#E8F0EC' : 'transparent',
              }}
            >
              {nameOf(clause)}
              {clause.tables.length > 0 && (
                <span className="sub" style={{ float: 'right' }}>
                  {clause.tables.length} 表
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {chosen && (
        <div className="inside" style={{ borderTop: '1px solid #EFEDE6' }}>
          <b>{nameOf(chosen)}</b>
          <ClauseWords text={chosen.text} summary={chosen.summary} />
        </div>
      )}
    </section>
  )
}
