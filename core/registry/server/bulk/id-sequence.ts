// UUIDv7 for bulk loads: rising inside the millisecond too, so that the keys land side by side in the index; random in the rest.
import { randomBytes } from 'node:crypto'

export function idSequence(now: () => number = Date.now): () => string {
  const random = randomBytes(7)
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = `${random.toString('hex', 0, 2)}-${random.toString('hex', 2, 7)}`
  let millisecond = now()
  let counter = 0
  return () => {
    // 12 bits after the version and 8 in the tail: a million ids per millisecond before the clock has to be nudged.
    if (counter === 0xfffff) {
      counter = 0
      millisecond++
    }
    counter++
    const time = millisecond.toString(16).padStart(12, '0')
    const count = counter.toString(16).padStart(5, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-${tail}${count.slice(3)}`
  }
}
