// The queues on the left of the desk: the first duty filled, the others plain lines with their counts.
import { Link } from '@tanstack/react-router'
import type { QueueKey } from '../../contract-cases.ts'

interface Count {
  key: QueueKey
  title: string
  count: number
  late: number
}

const GROUPS: { title: string; keys: QueueKey[] }[] = [
  { title: '待我办', keys: ['town-check', 'review', 'returned', 'overdue', 'notice-ended'] },
  { title: '提前知道', keys: ['coming-of-age'] },
  { title: '数据要核', keys: ['anomalies'] },
]

export function QueueList({ counts, queue, open }: { counts: Count[]; queue: QueueKey; open: (queue: QueueKey) => void }) {
  const of = (key: QueueKey) => counts.find((one) => one.key === key)
  return (
    <nav className="desk-queues" aria-label="待办队列">
      <button type="button" className="lead" aria-current={queue === 'unclaimed'} onClick={() => open('unclaimed')}>
        <span>
          应享未享<small>够条件，从未领过</small>
        </span>
        <b>{of('unclaimed')?.count.toLocaleString() ?? '…'}</b>
      </button>
      {GROUPS.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          {group.keys.map((key) => (
            <button type="button" key={key} aria-current={queue === key} onClick={() => open(key)}>
              <span>
                {of(key)?.title ?? ''}
                {key === 'overdue' && (of(key)?.late ?? 0) > 0 && (
                  <i className="desk-late" style={{ fontStyle: 'normal' }}>
                    已超 {of(key)!.late}
                  </i>
                )}
              </span>
              {of(key)?.count.toLocaleString() ?? '…'}
            </button>
          ))}
        </section>
      ))}
      <p className="desk-more">
        <Link to={'/cases' as string}>办件查询</Link>
        <Link to={'/cases/notice' as string}>公示名单</Link>
        <Link to={'/cases/calendar' as string}>工作日历</Link>
      </p>
    </nav>
  )
}
