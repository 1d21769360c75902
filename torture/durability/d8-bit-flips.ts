// D8: single bits change on the disk, in attachments, in the log's rows and in pages of the database; none of them is ever served as if it were true.
import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import * as benefits from '@songhe/benefits/contract'
import * as registry from '@songhe/registry/contract'
import { verifyChain } from '@songhe/kernel/audit/verify'
import { connect } from '@songhe/kernel/db/database'
import { sql } from 'kysely'
import type { Caller } from '../caller.ts'
import { plantedSonghe } from '../planted-home.ts'
import { type SongheProcess, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'

const DISTRICT = 4
const PAGE = 8_192
/** Tables whose pages are hurt; nothing that the start itself must read. */
const TABLES = [
  'registry.person',
  'registry.fact',
  'benefits.line',
  'benefits.entitlement',
  'ledger.transfer',
  'kernel.audit_entry',
]
const pick = <T>(arena: Arena, from: readonly T[]): T => from[Math.floor(arena.random() * from.length)]!

interface Flips {
  done: number
  missed: string[]
}

/** Attachments, through the line that a finance clerk downloads them by. */
async function attachments(arena: Arena, songhe: SongheProcess, times: number): Promise<Flips> {
  const finance = await songhe.signIn('kz-caiwu')
  const files = await songhe.query<{ id: string; file: string }>(
    `select id, file from benefits.bank_file where district = ${DISTRICT}`,
  )
  const missed: string[] = []
  for (let n = 0; n < times; n++) {
    const { id, file } = pick(arena, files)
    const place = path.join(songhe.home, 'files', String(DISTRICT), file.slice(-2), file)
    const whole = readFileSync(place)
    const hurt = Buffer.from(whole)
    flip(arena, hurt)
    writeFileSync(place, hurt)
    const answer = await finance.call(benefits.downloadBankFile, { params: { id } })
    if (answer.status === 200) missed.push(`attachment ${file}: served with a flipped bit`)
    else if (!answer.body?.message?.includes('损坏')) missed.push(`attachment ${file}: ${answer.text.slice(0, 120)}`)
    writeFileSync(place, whole)
    if (n % 10 === 0 && (await finance.call(benefits.downloadBankFile, { params: { id } })).status !== 200)
      missed.push(`attachment ${file}: not served although whole again`)
  }
  return { done: times, missed }
}

const TEXT = ['actor', 'event', 'object', 'reason', 'address']

/** Rows of the sealed log and of its chain, as the owner of the tables; each change is taken back by its transaction. */
async function logRows(arena: Arena, songhe: SongheProcess, times: number): Promise<Flips> {
  const database = connect(songhe.databaseUrl('owner'), 2)
  const missed: string[] = []
  try {
    for (let n = 0; n < times; n++) {
      const what = pick(arena, [...TEXT, 'at', 'details_digest', 'rows_digest', 'previous', 'hash', 'rows', 'details'])
      await database.kysely
        .transaction()
        .execute(async (trx) => {
          const changed = await sql.raw(statement(arena, what)).execute(trx)
          if (Number(changed.numAffectedRows) === 0) throw new Error('untouched')
          if ((await verifyChain(trx, DISTRICT)).whole) missed.push(`log: a bit in ${what} went unnoticed`)
          throw new Error('back')
        })
        .catch((error: Error) => {
          if (!/^(back|untouched)$/.test(error.message)) throw error
        })
    }
  } finally {
    await database.close()
  }
  return { done: times, missed }
}

function statement(arena: Arena, what: string): string {
  const entry = `(district, seq) = (select s.district, s.seq from kernel.audit_sealed s where s.district = ${DISTRICT} offset floor(${arena.random()} * (select count(*) from kernel.audit_sealed where district = ${DISTRICT})) limit 1)`
  const block = `(district, number) = (select district, number from kernel.audit_block where district = ${DISTRICT} offset floor(${arena.random()} * (select count(*) from kernel.audit_block where district = ${DISTRICT})) limit 1)`
  const bit = Math.floor(arena.random() * 256)
  if (TEXT.includes(what))
    return `update kernel.audit_entry set ${what} = overlay(${what} placing chr(ascii(${what}) # 1) from 1 for 1) where ${what} <> '' and ${entry}`
  if (what === 'at') return `update kernel.audit_entry set at = at + interval '1 microsecond' where ${entry}`
  if (what === 'details_digest')
    return `update kernel.audit_entry set details_digest = set_bit(details_digest, ${bit}, 1 - get_bit(details_digest, ${bit})) where ${entry}`
  if (what === 'rows') return `update kernel.audit_block set rows = rows # 1 where ${block}`
  if (what === 'details')
    return `update kernel.audit_detail set details = (details::text || ' ')::json where (district, entry) = (select district, entry from kernel.audit_detail where district = ${DISTRICT} offset floor(${arena.random()} * (select count(*) from kernel.audit_detail where district = ${DISTRICT})) limit 1)`
  return `update kernel.audit_block set ${what} = set_bit(${what}, ${bit}, 1 - get_bit(${what}, ${bit})) where ${block}`
}

/** Pages of the stopped database; afterwards each of them must be refused when it is read. */
async function pages(
  arena: Arena,
  { home, port }: SongheProcess,
  times: number,
  places: Map<string, string>,
  desks: readonly Caller[],
): Promise<Flips> {
  const hurt: { table: string; file: string; page: number; whole: Buffer }[] = []
  for (let n = 0; n < times; n++) {
    const table = pick(arena, TABLES)
    const file = path.join(home, 'pg', places.get(table)!)
    const page = Math.floor(arena.random() * Math.floor(statSync(file).size / PAGE))
    if (hurt.some((one) => one.file === file && one.page === page)) continue
    const whole = Buffer.alloc(PAGE)
    const handle = openSync(file, 'r+')
    readSync(handle, whole, 0, PAGE, page * PAGE)
    const changed = Buffer.from(whole)
    flip(arena, changed)
    writeSync(handle, changed, 0, PAGE, page * PAGE)
    closeSync(handle)
    hurt.push({ table, file, page, whole })
  }
  const missed: string[] = []
  const songhe = await startSongheProcess({ home, port })
  try {
    for (const { table, page } of hurt) {
      const code = await songhe
        .query(`select * from ${table} where ctid >= '(${page},0)'::tid and ctid < '(${page + 1},0)'::tid`)
        .then(
          () => 'read',
          (error) => String(error.code),
        )
      if (code !== 'XX001') missed.push(`page ${page} of ${table}: ${code}`)
    }
    for (const desk of desks) {
      const answer = await desk.call(registry.listPeople, { query: { size: 200 } })
      if (answer.status !== 200 && !answer.body?.message?.includes('损坏'))
        missed.push(`a hurt list was explained by: ${answer.text.slice(0, 120)}`)
    }
  } finally {
    await songhe.kill('all')
  }
  return { done: hurt.length, missed }
}

function flip(arena: Arena, bytes: Buffer) {
  const bit = Math.floor(arena.random() * bytes.length * 8)
  bytes[bit >> 3]! ^= 1 << (bit & 7)
}

async function flips(arena: Arena, times: number): Promise<Finding> {
  const songhe = await plantedSonghe(arena)
  const found: Record<string, Flips> = {}
  try {
    found.attachments = await attachments(arena, songhe, Math.ceil(times / 3))
    found['rows of the log'] = await logRows(arena, songhe, Math.ceil(times / 3))
    const places = new Map<string, string>()
    for (const table of TABLES)
      places.set(table, (await songhe.query(`select pg_relation_filepath('${table}') as place`))[0].place)
    // Signed in before: the line in the log that signing in writes may meet a hurt page.
    const desks = await Promise.all(['kz-jingban', 'dj-jingban', 'wx-jingban'].map((name) => songhe.signIn(name)))
    await songhe.stop()
    found['pages of the database'] = await pages(arena, songhe, Math.ceil(times / 3), places, desks)
  } finally {
    await songhe.kill('all')
  }
  return {
    figures: Object.fromEntries(
      Object.entries(found).flatMap(([what, { done, missed }]) => [
        [`flips in ${what}`, done],
        [`missed in ${what}`, missed.length],
      ]),
    ),
    faults: Object.values(found).flatMap(({ missed }) => missed),
  }
}

export const d8: Trial = {
  id: 'D8',
  title:
    'Single bits are flipped in attachments, in sealed rows of the log and its chain, and in pages of the database on the disk',
  target: 'every flip is found, and none is served: the reader hears that this part is damaged and what to do',
  tier: 'a',
  run: (arena) => flips(arena, arena.count({ a: 90, b: 1_000, c: 3_000 })),
  control: {
    breaks: 'the checksums of the database are ignored',
    async run(arena) {
      const songhe = await plantedSonghe(arena)
      const places = new Map<string, string>()
      for (const table of TABLES)
        places.set(table, (await songhe.query(`select pg_relation_filepath('${table}') as place`))[0].place)
      await songhe.query('alter system set ignore_checksum_failure = on', [], 'superuser')
      await songhe.stop()
      const { done, missed } = await pages(arena, songhe, 20, places, [])
      return { figures: { flips: done }, faults: missed }
    },
  },
}
