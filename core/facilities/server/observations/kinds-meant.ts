// Which kinds of site the words of a document mean when it counts them.
import { FACILITY_KINDS, kindByWord } from '../../contract/kinds.ts'

/** Words that stand for more than one kind. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  镇街养老服务中心: ['street-centre', 'town-centre'],
  养老服务中心: ['street-centre', 'town-centre'],
  养老机构: FACILITY_KINDS.filter(({ family }) => family === 'home').map(({ key }) => key),
}

/** Without what a document adds to the name: （规划）, 改造提升, 建设. Empty for words that are no kind. */
export function kindsMeant(subject: string): readonly string[] {
  const plain = subject
    .replace(/[（(].*?[）)]$/, '')
    .replace(/(改造提升|建设)$/, '')
    .replace(/^(建设|其中)/, '')
  for (const word of [subject, plain]) {
    const group = GROUPS[word]
    if (group) return group
    const kind = kindByWord(word)
    if (kind) return [kind.key]
  }
  return []
}
