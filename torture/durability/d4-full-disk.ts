// D4: the disk is full to the last byte, under the database, under the attachments, under the log; the office reads on, is told in plain words, and writes again when there is room.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import * as session from '@songhe/basics/session'
import { newId } from '@songhe/basics/ids'
import { freePort } from '@songhe/kernel/db/embedded-postgres'
import * as sheets from '@songhe/kernel/sheets/contract'
import * as registry from '@songhe/registry/contract'
import type { Answer, Caller } from '../caller.ts'
import { brokenInvariants } from '../invariants.ts'
import { copiedHome, plantedHome } from '../planted-home.ts'
import { DEMO_PASSWORD, ROOT, type SongheProcess, startSongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { callerOf } from '../caller.ts'
import { killAll } from '../kill.ts'
import { compareKept } from './kept.ts'
import { mixedLoad } from './mixed-load.ts'
import { lacksMount, smallDisk } from './small-disk.ts'

const FULL = '磁盘已满'
const DARK = 5_000
const RECOVERS = 15_000
/** What a full disk makes everybody say. */
const EXPECTED =
  /"message":"(disk .*|database|outbox|sealing|schedule|beat|rate|backup.*|jobs left behind|queue: .*|job failed|request failed)"/

interface Reading {
  reads: number
  failed: number
  /** The longest time without a good answer. */
  dark: number
  why: Set<string>
}

/** Lists, opens a file and signs in, over and over, for so long. */
async function keepReading(desk: Caller, person: string, milliseconds: number, fresh: () => Caller): Promise<Reading> {
  const reading: Reading = { reads: 0, failed: 0, dark: 0, why: new Set() }
  const end = performance.now() + milliseconds
  let good = performance.now()
  for (let n = 0; performance.now() < end; n++) {
    const answer = await (n % 10 === 9
      ? fresh().call(session.signIn, { body: { username: 'kz-fuhe', password: DEMO_PASSWORD } })
      : n % 2
        ? desk.call(registry.showPerson, { params: { id: person } })
        : desk.call(registry.listPeople)
    ).catch(() => undefined)
    reading.reads++
    if (answer?.status === 200) good = performance.now()
    else {
      reading.failed++
      reading.why.add(answer ? `${answer.status} ${answer.body?.message ?? ''}` : 'no answer')
    }
    reading.dark = Math.max(reading.dark, performance.now() - good)
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  return reading
}

const registering = (area: number) => ({
  body: {
    id: newId(),
    name: '满某',
    birth: '1940-03-12',
    sex: 'female',
    area,
    source: { kind: 'town', label: '折腾测试', reportedOn: '2026-11-01' },
  },
})

async function dataDisk(arena: Arena, breaks?: (songhe: SongheProcess) => Promise<unknown>): Promise<Finding> {
  const disk = smallDisk(arena, 420)
  const home = path.join(disk.folder, 'home')
  spawnSync('cp', ['-a', await plantedHome(), home])
  const faults: string[] = []
  const songhe = await startSongheProcess({ home })
  try {
    await breaks?.(songhe)
    const load = await mixedLoad(arena, songhe)
    const desks = await songhe.desks('kz-jingban', 3)
    const [{ id: person }] = await songhe.query(`select id from registry.person where district = 4 and state = 'active' limit 1`)
    const [{ area }] = await songhe.query('select area from registry.person where id = $1', [person])
    let stopped = false
    const running = load.run(desks, () => stopped)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    disk.fill()
    const reading = keepReading(await songhe.signIn('kz-fuhe').catch(() => desks[0]!), person!, 12_000, songhe.stranger)
    const told = await untilTold(desks[1]!, area!)
    if (told) faults.push(told)
    const { reads, failed, dark, why } = await reading
    arena.say(`failed reads: ${[...why].join('; ') || 'none'}`)
    stopped = true
    await running
    if (failed > reads / 10) faults.push(`${failed} of ${reads} reads failed: ${[...why].join('; ')}`)
    if (dark > DARK) faults.push(`nobody could read for ${Math.round(dark)} ms`)
    disk.clear()
    const freed = performance.now()
    let writes: Answer | undefined
    while (writes?.status !== 200 && performance.now() - freed < RECOVERS) {
      writes = await desks[0]!.call(registry.registerPerson, registering(area!)).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const recovered = Math.round(performance.now() - freed)
    if (writes?.status !== 200)
      faults.push(`with room again it did not write within ${RECOVERS} ms: ${writes?.text.slice(0, 200)}`)
    if (songhe.child.exitCode !== null) return { figures: {}, faults: [...faults, ...songhe.complaints(EXPECTED)] }
    await load.resolve()
    const kept = await compareKept(songhe.query, load.writes)
    faults.push(...kept.faults, ...load.faults, ...(await brokenInvariants(songhe.query)), ...songhe.complaints(EXPECTED))
    return {
      figures: {
        'reads while full': reads,
        'of them failed': failed,
        'longest dark ms': Math.round(dark),
        'writes again after ms': recovered,
        acknowledged: kept.acknowledged,
        lost: kept.lost,
      },
      faults,
    }
  } finally {
    await songhe.kill('all')
    disk.remove()
  }
}

/** A write must be refused within ten seconds in words that name the disk and say what to do. */
async function untilTold(desk: Caller, area: number): Promise<string | undefined> {
  const deadline = performance.now() + 10_000
  let last = 'nothing'
  while (performance.now() < deadline) {
    const answer = await desk.call(registry.registerPerson, registering(area)).catch(() => undefined)
    if (answer?.body?.message?.includes(FULL) && answer.body.next) return undefined
    if (answer) last = `${answer.status} ${answer.text.slice(0, 160)}`
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return `nobody was told that the disk is full; the last answer was ${last}`
}

/** Attachments on a disk of their own. */
async function uploadDisk(arena: Arena): Promise<string[]> {
  const disk = smallDisk(arena, 8)
  const home = await copiedHome(arena)
  const songhe = await startSongheProcess({ home })
  const faults: string[] = []
  try {
    const files = path.join(home, 'files')
    spawnSync('cp', ['-a', `${files}/.`, disk.folder])
    spawnSync('mount', ['--bind', disk.folder, files])
    const clerk = await songhe.signIn('kz-jingban')
    const upload = () =>
      clerk.call(sheets.previewImport, {
        query: { id: newId(), sheet: 'roll' },
        file: { name: '名册.csv', bytes: Buffer.from(`姓名,身份证号\n${'张某,1\n'.repeat(40_000)}`), mediaType: 'text/csv' },
      })
    disk.fill()
    const before = await songhe.query('select count(*)::int as n from kernel.file')
    const refused = await upload()
    if (!refused.body?.message?.includes(FULL)) faults.push(`upload: answered ${refused.status} ${refused.text.slice(0, 160)}`)
    if ((await songhe.query('select count(*)::int as n from kernel.file'))[0].n !== before[0].n)
      faults.push('upload: a file without bytes stands in the list')
    if ((await clerk.call(registry.listPeople)).status !== 200) faults.push('upload: a full disk of attachments stopped reading')
    disk.clear()
    const kept = await upload()
    if (kept.status !== 200) faults.push(`upload: with room again it answered ${kept.status} ${kept.text.slice(0, 160)}`)
    faults.push(...songhe.complaints(EXPECTED))
    spawnSync('umount', ['-l', files])
  } finally {
    await songhe.kill('all')
    disk.remove()
  }
  return faults
}

/** The log goes to a full disk, and TMPDIR stands on it too. */
async function logDisk(arena: Arena): Promise<string[]> {
  const disk = smallDisk(arena, 2)
  const home = await copiedHome(arena)
  const port = await freePort()
  mkdirSync(path.join(disk.folder, 'tmp'))
  const child = spawn('sh', ['-c', `exec "$0" apps/server/main.ts >> '${disk.folder}/log' 2>&1`, process.execPath], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), SONGHE_HOME: home, TMPDIR: path.join(disk.folder, 'tmp') },
    stdio: 'ignore',
  })
  const faults: string[] = []
  try {
    const desk = callerOf(`http://127.0.0.1:${port}`)
    const deadline = performance.now() + 60_000
    while (
      performance.now() < deadline &&
      (await desk.send({ method: 'GET', path: '/healthz' }).catch(() => undefined))?.status !== 200
    )
      await new Promise((resolve) => setTimeout(resolve, 100))
    await desk.signIn('kz-jingban', DEMO_PASSWORD)
    disk.fill()
    for (let n = 0; n < 50; n++) {
      const answer = await desk.call(registry.listPeople).catch(() => undefined)
      if (answer?.status !== 200) faults.push(`log: request ${n} was answered ${answer?.status ?? 'nothing'} with a full log`)
    }
    const sheet = await desk.send({ method: 'GET', path: '/api/people/sheet' })
    if (sheet.status !== 200 && !String(sheet.body?.message).includes(FULL))
      faults.push(`temp: a table answered ${sheet.status} ${sheet.text.slice(0, 160)}`)
    if (child.exitCode !== null) faults.push('log: the server fell over a full log')
  } finally {
    killAll(home, child)
    disk.remove()
  }
  return faults
}

export const d4: Trial = {
  id: 'D4',
  title:
    'The disk is filled to the last byte under a clerk’s day: the database’s, the attachments’, the log’s and the temporary one',
  target: `reading goes on (nine of ten answers, never dark for ${DARK / 1_000} s), writing is refused in words that name the disk, nothing acknowledged is lost, writing goes on within ${RECOVERS / 1_000} s of room, without a restart by hand`,
  tier: 'a',
  lacks: lacksMount,
  async run(arena) {
    const data = await dataDisk(arena)
    return { ...data, faults: [...data.faults, ...(await uploadDisk(arena)), ...(await logDisk(arena))] }
  },
  control: {
    breaks: 'the database fails with a code that says nothing of a disk',
    run: (arena) =>
      dataDisk(arena, (songhe) =>
        songhe.query(`create function registry.mute() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = 'XX000'; end $$;
          create trigger mute before insert on registry.person for each row when (new.name = '满某') execute function registry.mute()`),
      ),
  },
}
