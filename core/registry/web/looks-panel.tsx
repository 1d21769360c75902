// Who looked at this elder and why.
import type { PersonFile } from '../contract/people.ts'

const when = (at: string) =>
  new Date(at).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })

export function LooksPanel({ looks }: { looks: PersonFile['looks'] }) {
  return (
    <div className="inside">
      <div style={{ display: 'flex', justifyContent: 'space-between' }}>
        <h2 style={{ fontSize: 14, color: 'var(--deep)' }}>谁看过</h2>
        <span className="sub">
          近一年 {looks.inYear} 次，其中看全号 {looks.unmasked} 次
        </span>
      </div>
      <ul>
        {looks.rows.slice(0, 6).map((look) => (
          <li key={look.at + look.event} style={{ display: 'flex', gap: 12 }}>
            <span className="sub">{when(look.at)}</span>
            <span>{look.actor}</span>
            <span style={{ marginLeft: 'auto' }}>
              {look.title}
              {look.reason && `：${look.reason}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
