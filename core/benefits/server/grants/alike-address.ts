// Whether two address keys may be one place: the same key, the same door written with or without its floor, or one character apart. Pure.

export interface AddressAt {
  id: string
  facility: string
  town: number
  /** As core/facilities normalises it. */
  key: string
  /** Equality key inside the town. */
  index: string
}

export interface Likeness {
  likeness: 'same' | 'near' | 'moved'
  reason: string
}

/** undefined = nothing speaks for one place; a human need not look. */
export function alikeAddress(one: AddressAt, other: AddressAt): Likeness | undefined {
  if (one.index === other.index) return { likeness: 'same', reason: '地址相同' }
  if (one.facility === other.facility) return { likeness: 'moved', reason: '同一设施换了地址' }
  const reason = near(one.key, other.key)
  if (reason === undefined) return undefined
  return { likeness: 'near', reason: one.town === other.town ? reason : `${reason}，登记的镇街不同` }
}

const PARTS = /(附\d+号|\d+栋|\d+单元|\d+层|\d+室|\d+门)/g
const door = (key: string) => key.replace(PARTS, '')
const numbers = (key: string) => (key.match(/\d+/g) ?? []).join('-')
const letters = (key: string) => key.replace(/\d+/g, '#')

function near(one: string, other: string): string | undefined {
  if (one === other) return '地址写法相同'
  const [a, b] = [door(one), door(other)]
  if (a.length > 0 && a === b) return '门牌相同，楼栋、楼层或附号写法不同'
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length >= 4 && contains(long, short)) return '一处写得更详细'
  if (numbers(a) === numbers(b) && apart(letters(a), letters(b))) return '只差一个字'
  if (tailsOf(long, short.length).some((tail) => numbers(tail) === numbers(short) && apart(letters(tail), letters(short))))
    return '一处写得更详细，另差一个字'
  return undefined
}

/** What stands last is the door; what is written before it (a community, a hamlet) disguises it as well as a changed character does. */
const tailsOf = (long: string, length: number) =>
  [length - 1, length, length + 1].filter((size) => size >= 4 && size < long.length).map((size) => long.slice(-size))

/** 12号 is not inside 112号. */
function contains(long: string, short: string): boolean {
  const at = long.indexOf(short)
  return (
    at >= 0 &&
    !(/^\d/.test(short) && /\d/.test(long[at - 1] ?? '')) &&
    !(/\d$/.test(short) && /\d/.test(long[at + short.length] ?? ''))
  )
}

/** One character changed, added or left out, in names of at least four. */
function apart(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from++
  let back = 0
  while (back < Math.min(a.length, b.length) - from && a[a.length - 1 - back] === b[b.length - 1 - back]) back++
  return Math.max(a.length, b.length) - from - back <= 1
}
