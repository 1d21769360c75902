// Locators as steps: 三（一）2 is [point 3, bracket 1, number 2]. Folding makes half and full width equal, for matching only.

export interface Step {
  kind: 'chapter' | 'point' | 'bracket' | 'number' | 'small' | 'annex' | 'box' | 'word'
  value: string
}

/** Half width, one kind of brackets, no blanks: never stored, never shown. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[〔【[{]/g, '(')
    .replaceAll(/[〕】\]}]/g, ')')
    .replaceAll(/[“”„"‘’']/g, '')
    .replaceAll(/[\s\u200b]/g, '')
}

const NUMERALS = '一二三四五六七八九十百零'
/** What may open a heading line, in the order tried. Capture 1 is the value of the step. */
const MARKERS: [Step['kind'], RegExp][] = [
  ['annex', /^附件(\d*)[::]?/],
  ['box', /^专栏([\d一二三四五六七八九十]+(?:-\d+)?)/],
  ['chapter', new RegExp(`^\\d{0,3}第([${NUMERALS}]+)[章节部]`)],
  ['point', new RegExp(`^([${NUMERALS}]+)、`)],
  ['bracket', new RegExp(`^\\(([${NUMERALS}]+)\\)`)],
  ['small', /^\((\d{1,2})\)/],
  ['number', /^(\d{1,3})[.、．·](?!\d)/],
]
export const LEVELS: Record<Step['kind'], number> = {
  annex: 0,
  word: 0,
  chapter: 1,
  point: 2,
  bracket: 3,
  number: 4,
  small: 5,
  box: 6,
}

export interface Opening {
  step: Step
  /** The heading and what follows on the line, as printed. */
  rest: string
}

/** The marker at the start of a line of text, if there is one. */
export function openingOf(line: string): Opening | undefined {
  const plain = line.replace(/^[\s#>*-]+/, '')
  // U+FE52 and its like become a full stop in NFKC; characters map one to one except for blanks, so cut the original by counting.
  const folded = fold(plain)
  for (const [kind, pattern] of MARKERS) {
    const match = pattern.exec(folded)
    if (match) return { step: { kind, value: match[1] ?? '' }, rest: cut(plain, match[0].length) }
  }
  return undefined
}

function cut(text: string, folded: number): string {
  let seen = 0
  let at = 0
  while (seen < folded && at < text.length) seen += fold(text[at++]!).length
  return text.slice(at).trim()
}

/** Steps of a locator of the register: `第四章（一）(2)`, `二（十一）`, `三（五）3`, `附件2 1`. */
export function stepsOf(locator: string): Step[] {
  const steps: Step[] = []
  const pattern = new RegExp(
    `附件(\\d*)|专栏([\\d一二三四五六七八九十]+(?:-\\d+)?)|第([${NUMERALS}]+)[章节部]|\\(([${NUMERALS}]+)\\)|\\((\\d+)\\)|(\\d+)|([${NUMERALS}]+)(?![^\\s、(\\d])|(.+)`,
    'g',
  )
  const kinds: Step['kind'][] = ['annex', 'box', 'chapter', 'bracket', 'small', 'number', 'point', 'word']
  for (const match of locator.normalize('NFKC').replaceAll('、', ' ').trim().matchAll(pattern)) {
    const index = match.slice(1).findIndex((part) => part !== undefined)
    const value = fold(match[index + 1] ?? '')
    if (value !== '' || index === 0) steps.push({ kind: kinds[index]!, value })
  }
  return steps
}

export const sameStep = (a: Step | undefined, b: Step | undefined) =>
  a !== undefined && b !== undefined && a.kind === b.kind && a.value === b.value

/** True when `short` are steps of `path` in order and both end in the same step (documents that number points through over all groups). */
export function endsAlike(short: Step[], path: Step[]): boolean {
  if (!sameStep(short.at(-1), path.at(-1))) return false
  let at = 0
  for (const step of path) if (sameStep(short[at], step)) at++
  return at === short.length
}

export function showPath(path: Step[]): string {
  const shapes: Record<Step['kind'], (value: string) => string> = {
    annex: (value) => `附件${value}`,
    box: (value) => `专栏${value}`,
    chapter: (value) => `第${value}章`,
    point: (value) => value,
    bracket: (value) => `（${value}）`,
    number: (value) => value,
    small: (value) => `(${value})`,
    word: (value) => value,
  }
  return path.map((step) => shapes[step.kind](step.value)).join('')
}
