// Money beside the months stands on four pages; each leads to the others.
import { Link } from '@tanstack/react-router'

export function MoneyLinks({ at }: { at: 'adjustments' | 'recoveries' | 'reversals' | 'recomputes' }) {
  return (
    <>
      {MONEY_PAGES.filter(([key]) => key !== at).map(([key, title]) => (
        <Link key={key} to={`/benefits/${key}` as string}>
          {title}
        </Link>
      ))}
      <Link to="/benefits/months">全部批次</Link>
    </>
  )
}
const MONEY_PAGES = [
  ['adjustments', '补发与追回'],
  ['recoveries', '追回与收款'],
  ['reversals', '冲销'],
  ['recomputes', '往月核算'],
] as const
