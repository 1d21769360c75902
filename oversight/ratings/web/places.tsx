// The pages of the room side by side; the one that is open is marked.
import { SidePages } from '@songhe/ui/side-pages'

const PLACES = [
  ['/ratings', '轮次'],
  ['/ratings/cases', '评定件'],
  ['/ratings/register', '等级台账'],
  ['/ratings/candidates', '争创名单'],
] as const

export function Places({ at }: { at: (typeof PLACES)[number][0] }) {
  return <SidePages label="等级评定各页" pages={PLACES} at={at} />
}
