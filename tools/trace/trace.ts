// `npm run trace`: holds docs/requirements.csv against the ids in test titles. A proven row needs a test; an id on a test needs a row.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sourceFiles } from '../house-rules/source-files.ts'

export interface Row {
  id: string
  issue: string
  room: string
  state: 'proven' | 'part' | 'later' | 'not-software'
  note: string
}

const root = path.resolve(import.meta.dirname, '../..')

export function readRows(): Row[] {
  const [, ...lines] = readFileSync(path.join(root, 'docs/requirements.csv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [id = '', issue = '', room = '', state = '', ...note] = line.split(',')
    return { id, issue, room, state: state as Row['state'], note: note.join(',') }
  })
}

/** Requirement id -> test titles that carry it. */
export function readProofs(): Map<string, string[]> {
  const proofs = new Map<string, string[]>()
  for (const file of sourceFiles(root).filter((name) => /\.test\.tsx?$/.test(name)))
    for (const [, title = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(
      /\btest(?:\.each\([^)]*\))?\(\s*['`]([^'`]+)['`]/g,
    ))
      for (const [id] of title.matchAll(/\b(?:SPB|DJ|YB|KZ|WX)-\d{3}\b/g))
        proofs.set(id, [...(proofs.get(id) ?? []), `${file}: ${title}`])
  return proofs
}

export function findGaps(rows: Row[], proofs: Map<string, string[]>) {
  const known = new Map(rows.map((row) => [row.id, row]))
  return {
    provenWithoutTest: rows.filter((row) => row.state === 'proven' && !proofs.has(row.id)).map((row) => row.id),
    testedButNotSaid: [...proofs.keys()].filter((id) => !['proven', 'part'].includes(known.get(id)?.state ?? '')),
  }
}

if (process.argv[1] === import.meta.filename) {
  const rows = readRows()
  const proofs = readProofs()
  for (const row of rows)
    if (proofs.has(row.id)) console.log(`${row.id}  ${row.state.padEnd(8)} ${proofs.get(row.id)!.length} test(s)  ${row.room}`)
  const count = (state: string) => rows.filter((row) => row.state === state).length
  console.log(
    `\n${rows.length} rows: ${count('proven')} proven, ${count('part')} part, ${count('later')} later, ${count('not-software')} not software`,
  )
  const gaps = findGaps(rows, proofs)
  for (const id of gaps.provenWithoutTest) console.log(`said to be proven, but no test carries it: ${id}`)
  for (const id of gaps.testedButNotSaid) console.log(`a test carries it, but the row says otherwise: ${id}`)
  process.exitCode = gaps.provenWithoutTest.length + gaps.testedButNotSaid.length > 0 ? 1 : 0
}
