// M7: a bank's answers come out of order, twice, cut off, in another code page, with rows that were never sent; each line still ends in exactly one state.
import { MONTH_ROOMS, type MonthWorld, monthWorld } from '../../core/benefits/server/month/testing-month.ts'
import { brokenInvariants } from '../invariants.ts'
import { withProductDatabase } from '../product-database.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { type AnswerRow, sentRows, writeAnswer } from './answer-of-bank.ts'

const ELDERS = 14
const ENCODINGS = ['utf8', 'gbk', 'gb18030'] as const

interface Answer {
  bytes: Buffer
  /** Rows that stand there whole; the last of a cut file may count or not. */
  whole: AnswerRow[]
  cut: AnswerRow | undefined
}

async function returns(arena: Arena, months: number, breaks?: (month: MonthWorld) => Promise<unknown>): Promise<Finding> {
  const month = await monthWorld()
  const faults: string[] = []
  const figures = { months: 0, answers: 0, rows: 0, 'rows refused': 0, returned: 0 }
  try {
    for (let n = 0; n < ELDERS; n++) await month.elder({ facts: { 'person.registered-here': 'true' } })
    await breaks?.(month)
    for (let n = 0; n < months && faults.length < 20; n++) {
      const name = `${2030 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`
      const run = await month.approve(name)
      const { id, text } = await month.bankFile(run)
      figures.months++
      const tell = (what: string) => faults.push(`${name}: ${what}`)
      const verdicts = verdictsFor(arena, text)
      /** What the bank has said of each row so far; the first word counts. */
      const said = new Map<number, string>()
      for (let part = 0; part <= 3; part++) {
        const answer =
          part < 3 ? messy(arena, verdicts) : { bytes: writeAnswer(shuffled(arena, verdicts)), whole: verdicts, cut: undefined }
        const read = await month.answer(id, answer.bytes).catch((error: Error) => error)
        if (read instanceof Error) {
          if (!read.message.includes('没有找到')) tell(`an answer was met with ${read}`)
          continue
        }
        figures.answers++
        figures.rows += answer.whole.length
        figures['rows refused'] += read.unknown.length
        for (const row of answer.whole) if (!said.has(row.number)) said.set(row.number, row.paid ? 'paid' : 'returned')
        const states = await statesOf(month, id)
        if (answer.cut && !said.has(answer.cut.number)) {
          const state = states.get(answer.cut.number)
          if (state === (answer.cut.paid ? 'paid' : 'returned')) said.set(answer.cut.number, state)
        }
        for (const { number } of verdicts) {
          const [is, should] = [states.get(number), said.get(number) ?? 'sent']
          if (is !== should) tell(`row ${number} is ${is} and should be ${should}`)
        }
        const missing = verdicts.length - said.size
        if (read.missing !== missing) tell(`${read.missing} were said to be missing, ${missing} are`)
        const again = await month.answer(id, answer.bytes)
        if (again.outcome !== 'exists') tell('the same bytes were read as a new answer')
        if (JSON.stringify([...(await statesOf(month, id))]) !== JSON.stringify([...states]))
          tell('the same bytes again changed a state')
      }
      figures.returned += verdicts.filter(({ paid }) => !paid).length
      const [books] = await month.world.owner<{ lines: number; booked: number; paid: number; transfers: number }>(
        `select (select count(*)::int from benefits.line where run = $1 and state not in ('paid', 'returned')) as lines,
          (select coalesce(sum(fen), 0)::int from benefits.line where run = $1 and state = 'paid') as paid,
          (select coalesce(sum(fen), 0)::int from ledger.transfer where cause = 'paid' and object like $2) as booked,
          (select count(*)::int from ledger.transfer where cause = 'paid' and object like $2) as transfers`,
        [run, `${run}/%`],
      )
      if (books!.lines > 0) tell(`${books!.lines} lines are in no final state after a complete answer`)
      if (books!.paid !== books!.booked) tell(`${books!.paid} fen paid, ${books!.booked} booked`)
      const paid = verdicts.filter(({ number }) => said.get(number) === 'paid').length
      if (books!.transfers !== paid) tell(`${books!.transfers} bookings for ${paid} payments`)
    }
    faults.push(...(await brokenInvariants((text) => month.world.owner(text), MONTH_ROOMS)))
  } finally {
    await month.world.close()
  }
  return { figures, faults }
}

/** One to thirty of a hundred come back. */
function verdictsFor(arena: Arena, file: Buffer): AnswerRow[] {
  const share = 0.01 + arena.random() * 0.29
  return sentRows(file).map((row) =>
    arena.random() < share ? { ...row, paid: false, reason: '账号户名不符' } : { ...row, paid: true },
  )
}

/** A part of the rows in any order, some twice, some that were never sent, now and then cut off in the middle of a character. */
function messy(arena: Arena, verdicts: readonly AnswerRow[]): Answer {
  const some = shuffled(arena, verdicts).slice(0, 1 + Math.floor(arena.random() * verdicts.length))
  const twice = some.filter(() => arena.random() < 0.15)
  const wrong = some.filter(() => arena.random() < 0.1).map((row) => strange(arena, row))
  const rows = shuffled(arena, [...some, ...twice]).flatMap((row) => [row])
  const [encoding] = shuffled(arena, ENCODINGS) as [(typeof ENCODINGS)[number]]
  const bytes = writeAnswer([...rows, ...wrong], encoding)
  if (arena.random() < 0.6) return { bytes, whole: rows, cut: undefined }
  const end = Math.floor(bytes.length * (0.3 + 0.7 * arena.random()))
  const kept = bytes.subarray(0, end)
  const lines = kept.filter((byte) => byte === 0x0a).length
  return { bytes: kept, whole: rows.slice(0, Math.max(0, lines - 1)), cut: rows[Math.max(0, lines - 1)] }
}

function strange(arena: Arena, row: AnswerRow): AnswerRow {
  const kind = Math.floor(arena.random() * 3)
  if (kind === 0) return { ...row, number: row.number + 5_000 }
  if (kind === 1) return { ...row, account: `${row.account.slice(0, -1)}${(Number(row.account.at(-1)) + 1) % 10}` }
  return { ...row, amount: '0.01' }
}

async function statesOf({ world }: MonthWorld, bankFile: string): Promise<Map<number, string>> {
  const rows = await world.owner<{ number: number; states: string[] }>(
    'select bank_row as number, array_agg(distinct state) as states from benefits.line where bank_file = $1 group by bank_row order by 1',
    [bankFile],
  )
  return new Map(rows.map(({ number, states }) => [number, states.join(' and ')]))
}

function shuffled<T>(arena: Arena, all: readonly T[]): T[] {
  const left = [...all]
  return all.map(() => left.splice(Math.floor(arena.random() * left.length), 1)[0]!)
}

export const m7: Trial = {
  id: 'M7',
  title:
    'Bank return files in any order, twice, cut off in the middle of a character, in UTF-8, GBK and GB18030, with 1 to 30 % returns and rows that were never sent',
  target:
    'every line ends in exactly one state, the first word of the bank counts, the same bytes change nothing, bookings equal payments',
  tier: 'a',
  run: (arena) => withProductDatabase(() => returns(arena, arena.count({ a: 12, b: 200, c: 1_000 }))),
  control: {
    breaks: 'what the bank sent back is written down as paid',
    run: (arena) =>
      withProductDatabase(() =>
        returns(arena, 2, ({ world }) =>
          world.owner(`create function benefits.blind() returns trigger language plpgsql as $$ begin new.state := 'paid'; return new; end $$;
            create trigger blind before update on benefits.line for each row when (new.state = 'returned') execute function benefits.blind()`),
        ),
      ),
  },
}
