// Joins the wording of a document to the clauses of the register by locator, read from the body and never from the contents.
import { endsAlike, fold, LEVELS, openingOf, showPath, type Step, stepsOf } from './locator-path.ts'

export interface RegisterClause {
  locator: string
  heading: string
}

export interface MatchedText {
  texts: Map<string, string>
  /** `within`: the clause whose wording holds it, where the document prints no number of its own. */
  missing: (RegisterClause & { within: string | null })[]
  stray: { locator: string; line: number; start: string }[]
  different: { locator: string; register: string; text: string }[]
}

interface Piece {
  path: Step[]
  clause: (RegisterClause & { at: number }) | undefined
  line: number
  lines: string[]
}

export function matchText(register: RegisterClause[], text: string): MatchedText {
  const clauses = register.map((clause, at) => ({ ...clause, at, steps: stepsOf(clause.locator) }))
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const skip = contentsLines(lines)
  const opening = clauses.find((clause) => /^(标题、文号、)?(引言|引段|前言)/.test(clause.locator))
  const pieces: Piece[] = [{ path: [], clause: opening, line: 1, lines: [] }]
  const bare =
    clauses.some((one) => one.steps[0]?.kind === 'chapter') &&
    !lines.some((line, index) => !skip.has(index) && openingOf(line)?.step.kind === 'chapter')
  const taken = new Set<string>()
  let path: Step[] = []
  let last = -1
  for (const [index, line] of lines.entries()) {
    if (skip.has(index) || line.trim() === '') continue
    const marked = openingOf(line)
    const named = marked ? undefined : clauses.find((clause) => clause.at > last && opensWith(line, clause.heading))
    if (!marked && !named) {
      pieces.at(-1)!.lines.push(line.trim())
      continue
    }
    path = marked ? [...path.filter((step) => LEVELS[step.kind] < LEVELS[marked.step.kind]), marked.step] : named!.steps
    const here = path
    const clause =
      named ??
      best(clauses.filter((one) => endsAlike(one.steps, here))) ??
      (bare ? clauses.find((one) => !taken.has(one.locator) && bareMatch(one.steps, here)) : undefined)
    if (clause) taken.add(clause.locator)
    // Boxes and annexes stand elsewhere in the register than in the text: they do not move the reading position.
    if (clause && path[0]?.kind !== 'annex' && path.at(-1)?.kind !== 'box') last = clause.at
    pieces.push({ path, clause, line: index + 1, lines: [marked ? marked.rest : line.trim()] })
  }
  return report(register, pieces, opening)
}

const best = <C extends { steps: Step[] }>(found: C[]): C | undefined => found.sort((a, b) => b.steps.length - a.steps.length)[0]

/** Where the body prints no chapter numbers (渝北), points inside them are matched in order, chapters left aside. */
function bareMatch(steps: Step[], path: Step[]): boolean {
  const plain = (all: Step[]) => all.filter((step) => step.kind !== 'chapter' && step.kind !== 'word')
  return plain(steps).length > 0 && steps.at(-1)?.kind !== 'word' && endsAlike(plain(steps), plain(path))
}

/** A heading without a number: the whole line, or its first words before a comma. */
function opensWith(line: string, heading: string): boolean {
  const [plain, wanted] = [fold(line.replace(/^[\s#>*-]+/, '')), fold(heading)]
  if (wanted.length < 4) return false
  return plain === wanted || (plain.startsWith(wanted) && /^[,。:;]/.test(plain.slice(wanted.length)))
}

/** Contents: short lines one after another with page numbers glued to them or between them. */
function contentsLines(lines: string[]): Set<number> {
  const skip = new Set<number>()
  let run: number[] = []
  const close = () => {
    const texts = run.map((index) => lines[index]!.trim())
    const pages = texts.filter((line) => /^\d{1,3}$|^\d{1,3}\s*(第|[一二三四五六七八九十]+、)|[.…·\s]\d{1,3}$/.test(line)).length
    const marks = texts.filter((line) => openingOf(line.replace(/^\d{1,3}\s*(?=第|[一二三四五六七八九十]+、)/, ''))).length
    if (pages >= 3 && marks >= 3) for (const index of run) skip.add(index)
    run = []
  }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (line.trim().length <= 45 && !/[。；]/.test(line)) run.push(index)
    else close()
  }
  close()
  return skip
}

function report(register: RegisterClause[], pieces: Piece[], opening: RegisterClause | undefined): MatchedText {
  const found = new Map<string, string[]>()
  const stray: MatchedText['stray'] = []
  const different: MatchedText['different'] = []
  let current: RegisterClause | undefined = opening
  for (const piece of pieces) {
    const wording = joinBroken(piece.lines)
    if (piece.lines.length === 0) continue
    if (piece.clause) current = piece.clause
    else stray.push({ locator: piece.path.length ? showPath(piece.path) : '文首', line: piece.line, start: wording.slice(0, 20) })
    if (!current) continue
    if (piece.clause && found.has(piece.clause.locator))
      stray.push({ locator: `${piece.clause.locator}（再次出现）`, line: piece.line, start: wording.slice(0, 20) })
    else if (piece.clause && piece.path.length) {
      const [registered, printed] = [fold(piece.clause.heading), fold(wording)]
      if (registered && !sharesWords(registered, printed.slice(0, 60)))
        different.push({ locator: piece.clause.locator, register: piece.clause.heading, text: wording.slice(0, 20) })
    }
    found.set(current.locator, [...(found.get(current.locator) ?? []), wording])
  }
  return {
    texts: new Map([...found].map(([locator, parts]) => [locator, parts.join('\n')])),
    missing: register.flatMap((clause) =>
      found.has(clause.locator) ? [] : [{ ...clause, within: holderOf(clause.locator, [...found.keys()]) }],
    ),
    stray,
    different,
  }
}

const holderOf = (locator: string, found: string[]) =>
  found.filter((other) => locator.startsWith(other)).sort((a, b) => b.length - a.length)[0] ?? null

/** Our headings may be shorter than the printed ones: two characters in a row of the one must stand in the other. */
function sharesWords(heading: string, printed: string): boolean {
  let shared = 0
  for (let at = 0; at + 1 < heading.length; at++) if (printed.includes(heading.slice(at, at + 2))) shared++
  return shared * 2 >= heading.length - 1
}

/** A page break cuts a sentence: a long line without an end goes on in the next one. */
export function joinBroken(lines: string[]): string {
  let text = ''
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? ''
    const broken = before.length >= 15 && !/[。；：！？.;:!?）)】”]$/.test(before)
    text += index === 0 ? line : (broken ? '' : '\n') + line
  }
  return text
}
