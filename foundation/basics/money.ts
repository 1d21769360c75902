// Money is an integer number of fen everywhere; only these functions turn it into text.

/** 123456 -> "1,234.56". */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '−' : ''
  const whole = Math.floor(Math.abs(fen) / 100)
  const cents = String(Math.abs(fen) % 100).padStart(2, '0')
  return `${sign}${whole.toString().replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

/** "1,234.5" -> 123450; undefined when the text is not an amount with at most two decimals. */
export function fen(text: string): number | undefined {
  const match = /^\s*([-−])?(\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(\d{1,2}))?\s*元?\s*$/.exec(text)
  if (!match) return undefined
  const value = Number(match[2]!.replace(/[,，]/g, '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -value : value
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** Upper-case amount as on a bank slip: 12345 fen -> 壹佰贰拾叁元肆角伍分; whole yuan end in 元整. */
export function upperCaseAmount(amount: number): string {
  const value = Math.abs(amount)
  const whole = Math.floor(value / 100)
  const jiao = Math.floor((value % 100) / 10)
  const cent = value % 10
  const head = whole > 0 ? `${upperCaseInteger(whole)}元` : ''
  const tail =
    jiao === 0 && cent === 0
      ? head
        ? '整'
        : '零元整'
      : `${jiao > 0 ? `${DIGITS[jiao]}角` : head ? '零' : ''}${cent > 0 ? `${DIGITS[cent]}分` : '整'}`
  return `${amount < 0 ? '负' : ''}${head}${tail}`
}

function upperCaseInteger(value: number): string {
  const groups: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10_000)) groups.push(rest % 10_000)
  let text = ''
  let gap = false
  for (let i = groups.length - 1; i >= 0; i--) {
    const group = groups[i]!
    if (group === 0) {
      gap = text !== ''
      continue
    }
    if (text !== '' && (gap || group < 1_000)) text += '零'
    text += upperCaseGroup(group) + GROUPS[i]
    gap = false
  }
  return text
}

function upperCaseGroup(group: number): string {
  let text = ''
  let zero = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      zero = text !== ''
      continue
    }
    text += (zero ? '零' : '') + DIGITS[digit] + PLACES[place]
    zero = false
  }
  return text
}
