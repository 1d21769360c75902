// The pages of money for sites side by side, and how its states look.
import type { Tone } from '@songhe/ui/state-tag'
import { StateTag } from '@songhe/ui/state-tag'
import { Link } from '@tanstack/react-router'

const PLACES = [
  ['/benefits/grants', '批次'],
  ['/benefits/grants/addresses', '同址核定'],
  ['/benefits/grants/accounts', '收款账户'],
  ['/benefits/grants/corrections', '冲销与追回'],
] as const

export function GrantPlaces({ at }: { at: (typeof PLACES)[number][0] }) {
  return (
    <nav aria-label="设施补助各页" style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginBottom: 12 }}>
      {PLACES.map(([path, title]) => (
        <Link
          key={path}
          to={path as never}
          {...(path === at && { 'aria-current': 'page' as const })}
          style={{
            padding: '4px 0',
            borderBottom: `2px solid ${path === at ? 'var(--pine)' : 'transparent'}`,
            fontWeight: path === at ? 600 : 400,
          }}
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}

const TONES: Readonly<Record<string, Tone>> = {
  due: 'pine',
  'nothing-more': 'stone',
  hit: 'amber',
  'kind-doubt': 'amber',
  unconfirmed: 'sky',
  missing: 'sky',
  conflict: 'red',
}
export const OutcomeWord = ({ outcome, title }: { outcome: string; title: string }) => (
  <StateTag tone={TONES[outcome] ?? 'stone'}>{title}</StateTag>
)
