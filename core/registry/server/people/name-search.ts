// What a name is found by, computed once when it is written: pinyin (surname readings), initials, and one- and two-character pieces.
import { pinyin } from 'pinyin-pro'

export interface NameKeys {
  pinyin: string
  initials: string
  grams: string[]
}

const byName = new Map<string, string[]>()
const MOST_NAMES_KEPT = 50_000

/** `曾小贤` -> zengxiaoxian, zxx, and the pieces 曾 小 贤 曾小 小贤 =曾小贤 (the last finds the whole name first). */
export function nameKeys(name: string): NameKeys {
  const folded = foldName(name)
  const syllables = syllablesOf(folded)
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable[0]).join(''), grams: gramsOf(folded) }
}

/** Full-width letters, blanks and the many middle dots of minority names become one form. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[•‧∙・.]/g, '·')
}

export function gramsOf(folded: string): string[] {
  const characters = [...folded].filter((character) => character !== '·')
  const grams = new Set<string>([`=${characters.join('')}`])
  for (const [i, character] of characters.entries()) {
    grams.add(character)
    const next = characters[i + 1]
    if (next) grams.add(character + next)
  }
  return [...grams]
}

/** Common names repeat ten thousand times in a district; the dictionary is asked once for each. */
function syllablesOf(folded: string): string[] {
  const known = byName.get(folded)
  if (known) return known
  const syllables = pinyin(folded, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'removed' })
    .map((syllable) =>
      syllable
        .toLowerCase()
        .replaceAll('ü', 'v')
        .replace(/[^a-z]/g, ''),
    )
    .filter(Boolean)
  if (byName.size >= MOST_NAMES_KEPT) byName.clear()
  byName.set(folded, syllables)
  return syllables
}

/** The smallest text that sorts after every text starting with `prefix` (bytewise, as text_pattern_ops sorts). */
export function afterPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}
