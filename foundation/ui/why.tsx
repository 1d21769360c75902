// 为什么: tick, cross or 还缺, then the condition with its value, then source and date.

export interface WhyItem {
  verdict: 'met' | 'not-met' | 'missing'
  text: string
  source?: string
  date?: string
}

const SIGN = { met: '✓', 'not-met': '×', missing: '还缺' }
const SAID = { met: '符合', 'not-met': '不符合', missing: '' }

export function Why({ items }: { items: readonly WhyItem[] }) {
  return (
    <ul className="why">
      {items.map((item) => (
        <li key={item.text} className={item.verdict}>
          <i role="img" aria-label={SAID[item.verdict] || SIGN[item.verdict]}>
            {SIGN[item.verdict]}
          </i>
          <span>{item.text}</span>
          {(item.source || item.date) && <span className="xs">{[item.source, item.date].filter(Boolean).join('，')}</span>}
        </li>
      ))}
    </ul>
  )
}
