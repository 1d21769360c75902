// D2: the act is committed and its answer never arrives; the desk sends the same id again and hears what it would have heard.
import { brokenInvariants } from '../invariants.ts'
import { plantedSonghe } from '../planted-home.ts'
import type { SongheProcess } from '../songhe-process.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { compareKept } from './kept.ts'
import { mixedLoad } from './mixed-load.ts'
import { swallowingProxy } from './swallowing-proxy.ts'

const DESKS = 6

async function lostAnswers(arena: Arena, times: number, breaks?: (songhe: SongheProcess) => Promise<unknown>): Promise<Finding> {
  const songhe = await plantedSonghe(arena)
  const proxy = await swallowingProxy(songhe.url)
  const faults: string[] = []
  try {
    await breaks?.(songhe)
    const load = await mixedLoad(arena, songhe)
    // Some people first, with their answers.
    let started = 0
    const desks = await songhe.desks('kz-jingban', DESKS)
    await load.run(desks.slice(0, 1), () => started++ > 12)
    const before = load.writes.length
    proxy.swallow = () => true
    const behind = desks.map((desk) => Object.assign(songhe.stranger(proxy.url), { cookie: desk.cookie }))
    await load.run(behind, () => proxy.unheard.size >= times)
    proxy.swallow = () => false
    const doubtful = load.writes.slice(before).filter((write) => write.state === 'in doubt')
    let different = 0
    for (const write of doubtful) {
      // Twice more: however often it is sent, the first act and its answer stand.
      for (const again of [await write.caller.call(write.line, write.input), await write.caller.call(write.line, write.input)]) {
        const first = proxy.unheard.get(write.id)
        if (first && sayingOf(again.status, again.text) !== sayingOf(first.status, first.text)) {
          different++
          faults.push(`${write.line.path}: first ${first.text.slice(0, 120)}, then ${again.status} ${again.text.slice(0, 120)}`)
        }
        if (again.status === 200 && again.body.outcome === 'created')
          faults.push(`${write.line.path} said "created" although it was done`)
        write.state = again.status === 200 ? 'acknowledged' : 'refused'
      }
    }
    const kept = await compareKept(songhe.query, load.writes)
    faults.push(...kept.faults, ...load.faults, ...(await brokenInvariants(songhe.query)), ...songhe.complaints())
    return {
      figures: {
        'answers lost': doubtful.length,
        doubles: kept.doubled,
        losses: kept.lost,
        'second answers that differ': different,
      },
      faults,
    }
  } finally {
    await proxy.close()
    await songhe.kill('all')
  }
}

/** "created" and "exists" are the only two words that may differ. */
const sayingOf = (status: number, text: string) => `${status} ${text.replace('"outcome":"created"', '"outcome":"exists"')}`

export const d2: Trial = {
  id: 'D2',
  title: 'Answers are dropped between commit and desk; every write is sent again with the same id, twice',
  target: '0 doubles and 0 losses in 10,000 lost answers; the second answer says what the first said',
  tier: 'a',
  run: (arena) => lostAnswers(arena, arena.count({ a: 500, b: 10_000, c: 10_000 })),
  control: {
    breaks: 'the server forgets the ids of writes and gives contacts ids of its own',
    run: (arena) =>
      lostAnswers(arena, 60, (songhe) =>
        songhe.query(`create function kernel.forget() returns trigger language plpgsql security definer as $$
            begin delete from kernel.written where district = new.district and id = new.id; return null; end $$;
          create trigger forget after insert on kernel.written for each row execute function kernel.forget();
          create function registry.own_id() returns trigger language plpgsql as $$ begin new.id := gen_random_uuid(); return new; end $$;
          create trigger own_id before insert on registry.contact for each row execute function registry.own_id()`),
      ),
  },
}
