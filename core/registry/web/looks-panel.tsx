// Who looked at this elder and why.
import type { PersonFile } from '../contract/people.ts'

export const when = (at: string) =>
  new Date(at).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })

export function LooksPanel({ looks }: { looks: PersonFile['looks'] }) {
  return (
    <section className="inside" aria-label="谁看过">
      <div className="panel-head">
        <h2>谁看过</h2>
        <span className="sub">
          近一年 {looks.inYear} 次，其中看全号 {looks.unmasked} 次
        </span>
      </div>
      <ul className="people-list">
        {looks.rows.slice(0, 6).map((look) => (
          <li key={look.at + look.event}>
            <span className="sub">{when(look.at)}</span>
            <span>{look.actor}</span>
            <span>
              {look.title}
              {look.reason && `：${look.reason}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
