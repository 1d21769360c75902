// 经过: what happened and what was once true, newest first.
import { StateTag } from '@songhe/ui/state-tag'
import type { PersonFile } from '../contract/people.ts'

export function LifePanel({ person }: { person: PersonFile }) {
  const entries = [
    ...person.events.map((event) => ({ key: event.id, day: event.day, text: event.title, by: event.by, undone: event.reversed })),
    ...person.facts
      .filter((fact) => fact.from > person.birth)
      .map((fact) => ({
        key: fact.id,
        day: fact.from,
        text: `${fact.title}：${fact.text}`,
        by: fact.source.label,
        undone: false,
      })),
    ...person.history.map((fact) => ({
      key: fact.id,
      day: fact.from,
      text: `${fact.title}：${fact.text}${fact.to ? `（至 ${fact.to}）` : ''}`,
      by: fact.source.label,
      undone: false,
    })),
  ].sort((a, b) => (a.day < b.day ? 1 : -1))
  return (
    <section className="card">
      <h2>经过</h2>
      <ol className="inside" style={{ listStyle: 'none', margin: 0 }}>
        {entries.length === 0 && <li className="sub">登记以来没有变动</li>}
        {entries.map((entry) => (
          <li key={entry.key} style={{ display: 'flex', gap: 14, padding: '4px 0' }}>
            <span className="sub">{entry.day}</span>
            <span style={entry.undone ? { textDecoration: 'line-through' } : undefined}>{entry.text}</span>
            {entry.undone && <StateTag>已撤销</StateTag>}
            <span className="xs" style={{ marginLeft: 'auto' }}>
              {entry.by}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
