// The queues on the left of the desk: the first duty filled, the others plain lines with their counts.
import { useMay } from '@songhe/ui/me'
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
  { title: '数据要核', keys: ['anomalies', 'suspended'] },
]

export interface Elsewhere {
  key: string
  title: string
  path: string
  count: number
}

interface Props {
  counts: Count[]
  /** What waits on other pages; only what is not empty takes room. */
  elsewhere: Elsewhere[]
  queue: QueueKey
  open: (queue: QueueKey) => void
}

export function QueueList({ counts, elsewhere, queue, open }: Props) {
  const mayTakeOver = useMay('takeover.read')
  const mayPolicy = useMay('policy.read')
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
      {elsewhere.length > 0 && (
        <section>
          <h3>其他待办</h3>
          {elsewhere.map((one) => (
            <Link key={one.key} to={one.path as string}>
              <span>{one.title}</span>
              {one.count.toLocaleString()}
            </Link>
          ))}
        </section>
      )}
      <p className="desk-more">
        <Link to={'/cases' as string}>办件查询</Link>
        <Link to={'/cases/notice' as string}>公示名单</Link>
        <Link to={'/cases/calendar' as string}>工作日历</Link>
        {mayTakeOver && <Link to={'/benefits/takeover' as string}>接管旧台账</Link>}
        {mayPolicy && <Link to={'/benefits/schemes' as string}>新旧方案</Link>}
      </p>
    </nav>
  )
}
