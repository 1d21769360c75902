// What a printed cell says: comparison, number, unit and wording. The cell itself is kept as it is printed; a dash is no value, never zero.

export interface PrintedNumber {
  operator: string
  /** Decimal text; null where the cell prints none. */
  value: string | null
  valueMax: string | null
  unit: string
  /** 约, 力争 and the like, as printed. */
  certainty: string
}

const DASH = /^(?:[—–－-]+|无|\/)?$/
/** The words before or behind a number, and what they mean; 以上 and 以下 include the number. */
const OPERATORS: readonly (readonly [RegExp, string])[] = [
  [/^(?:≥|≧|>=|不低于|不少于|至少)|以上$/, '>='],
  [/^(?:≤|≦|<=|不超过|不高于|至多)|以下$/, '<='],
  [/^(?:>|超过|超)/, '>'],
  [/^(?:<|低于|不足)/, '<'],
]
const WORDINGS = /^(?:约|近|大约|力争达?到?|原则上|达到|达|基本|普遍)|(?:左右|余)$/
const ABOUT = /约|近|左右/
const NUMBER = /^(-?\d+(?:\.\d+)?)(?:(?:[-—–~～至])(\d+(?:\.\d+)?))?(.*)$/
const TEN_THOUSAND = 4

/** Half and full width, kinds of dash and of comparison are one for reading; what is kept is the print. */
const plain = (printed: string) => printed.normalize('NFKC').replace(/\s+/g, '').replaceAll('﹣', '-')

/** undefined = no number can be read from it. */
export function readPrinted(printed: string): PrintedNumber | undefined {
  let text = plain(printed)
  if (DASH.test(text)) return { operator: '', value: null, valueMax: null, unit: '', certainty: '' }
  let operator = '='
  let certainty = ''
  for (const [sign, meaning] of OPERATORS)
    if (sign.test(text)) {
      operator = meaning
      text = text.replace(sign, '')
      break
    }
  for (let wording = WORDINGS.exec(text); wording && wording[0]; wording = WORDINGS.exec(text)) {
    certainty += wording[0]
    text = text.replace(WORDINGS, '')
  }
  if (operator === '=' && ABOUT.test(certainty)) operator = '~'
  const parts = NUMBER.exec(text)
  if (!parts) return undefined
  const [, low = '', high, unit = ''] = parts
  // 万人次 counts persons by ten thousand; 万元 is a unit of its own and stays.
  const scaled = /^万(?!元)/.test(unit)
  return {
    operator: high ? 'between' : operator,
    value: scaled ? timesTenThousand(low) : low,
    valueMax: high ? (scaled ? timesTenThousand(high) : high) : null,
    unit: scaled ? unit.slice(1) : unit,
    certainty,
  }
}

function timesTenThousand(text: string): string {
  const [whole = '', part = ''] = text.split('.')
  const moved = `${whole}${part.padEnd(TEN_THOUSAND, '0').slice(0, TEN_THOUSAND)}`.replace(/^(-?)0+(?=\d)/, '$1')
  const rest = part.slice(TEN_THOUSAND)
  return rest ? `${moved}.${rest}` : moved
}
