// 经过: what happened and what became true, newest first; what was looked up and is not so is no event.
import { StateTag } from '@songhe/ui/state-tag'
import { Button } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'

const SHOWN = 8

export function LifePanel({ person }: { person: PersonFile }) {
  const [all, setAll] = useState(false)
  const entries = [
    ...person.events.map((event) => ({ key: event.id, day: event.day, text: event.title, by: event.by, undone: event.reversed })),
    ...person.facts
      .filter((fact) => fact.from > person.birth && fact.value !== 'false' && fact.value !== '0')
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
  const shown = all ? entries : entries.slice(0, SHOWN)
  return (
    <section className="card" aria-label="经过">
      <div className="inside panel-head">
        <h2>经过</h2>
        {entries.length > SHOWN && (
          <Button size="small" type="text" onClick={() => setAll(!all)}>
            {all ? '只看最近' : `全部 ${entries.length} 条`}
          </Button>
        )}
      </div>
      <ol style={{ listStyle: 'none', margin: 0, padding: '0 16px 12px' }}>
        {entries.length === 0 && <li className="sub">登记以来没有变动</li>}
        {shown.map((entry) => (
          <li key={entry.key} style={{ display: 'flex', gap: '2px 14px', padding: '3px 0', flexWrap: 'wrap' }}>
            <span className="sub keep">{entry.day}</span>
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
