// The pages of money for sites side by side, and how its states look.
import type { Tone } from '@songhe/ui/state-tag'
import { StateTag } from '@songhe/ui/state-tag'
import { SidePages } from '@songhe/ui/side-pages'

const PLACES = [
  ['/benefits/grants', '批次'],
  ['/benefits/grants/addresses', '同址核定'],
  ['/benefits/grants/accounts', '收款账户'],
  ['/benefits/grants/corrections', '冲销与追回'],
] as const

export function GrantPlaces({ at }: { at: (typeof PLACES)[number][0] }) {
  return <SidePages label="设施补助各页" pages={PLACES} at={at} />
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
