// 户籍与居住经过: where the elder belonged and lived, newest first.
import type { PersonFile } from '../contract/people.ts'

export function ResidencePanel({ residences }: { residences: PersonFile['residences'] }) {
  return (
    <section className="inside" aria-label="户籍与居住经过">
      <div className="panel-head">
        <h2>户籍与居住经过</h2>
      </div>
      <ul className="people-list">
        {residences.map((stay) => (
          <li key={`${stay.from} ${stay.to}`}>
            <span>
              {stay.registered}
              {stay.residence && stay.residence !== '同户籍' && `，住${stay.residence}`}
            </span>
            <span className="xs keep">{spanOf(stay)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function spanOf({ from, to }: PersonFile['residences'][number]): string {
  if (from && to) return `${from} 至 ${to}`
  if (from) return `${from} 起`
  return to ? `至 ${to}` : '登记至今'
}
