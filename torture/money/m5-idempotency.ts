// M5: what a client may rely on when it sends a write again. Every line of every room that takes a client-made id is tried, from the route list itself.
import { placeOfClientId } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { type TestWorld, testDatabase } from '@songhe/kernel/testing'
import { capabilities } from '../../apps/server/capabilities.ts'
import type { AnyLine, Answer, Caller, Input } from '../caller.ts'
import { withProductDatabase } from '../product-database.ts'
import { sampleOf } from '../sample.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { countOf, prepareCounting, signedInAccount, startCounting, writeLines } from './counting-rooms.ts'
import { WITHOUT_ID } from './lines-without-id.ts'

const AT_ONCE = 8
const LATER = 400 * 24 * 3_600_000

async function contract(
  arena: Arena,
  lines: readonly AnyLine[],
  breaks?: (world: TestWorld) => Promise<unknown>,
): Promise<Finding> {
  const world = await testDatabase(capabilities)
  const faults: string[] = []
  let calls = 0
  try {
    await prepareCounting(world)
    await breaks?.(world)
    const [own, other] = [await signedInAccount(world), await signedInAccount(world)]
    const first = await startCounting(world)
    // Another pool, another process's worth of memory: what was kept is in the database or nowhere.
    const restarted = await startCounting(world)
    const muchLater = await startCounting(world, () => new Date(Date.now() + LATER))
    try {
      for (const line of lines) {
        const input = withId(line, sampleOf(line), newId())
        const tell = (what: string) => faults.push(`${line.method} ${line.path}: ${what}`)
        const call = (caller: Caller, of: Input) => {
          calls++
          return caller.call(line, of)
        }
        const [desk, neighbour] = [first.caller(own), first.caller(other)]
        const answer = await call(desk, input)
        if (answer.status !== 200) {
          tell(`the first call answered ${answer.status}: ${answer.text.slice(0, 200)}`)
          continue
        }
        const same = (when: string, again: Answer) => {
          if (contentOf(again) !== contentOf(answer))
            tell(`${when} the answer was another one (${again.status}: ${again.text.slice(0, 120)})`)
          if (again.body?.outcome === 'created') tell(`${when} it said "created" once more`)
        }
        same('sent again', await call(desk, input))
        for (const again of await Promise.all(Array.from({ length: AT_ONCE }, () => call(desk, input))))
          same('sent again at once', again)
        same('after a restart', await call(restarted.caller(own), input))
        same('400 days later', await call(muchLater.caller(own), input))
        const changed = otherBody(line, input)
        if (changed && (await call(desk, changed)).status !== 409) tell('the same id with another content was not refused')
        if ((await call(neighbour, input)).status !== 409) tell('the id of one account served another')
        if ((await countOf(world, line)) !== 1) tell(`one write with one id was done ${await countOf(world, line)} times`)

        const fresh = withId(line, input, newId())
        const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => call(desk, fresh)))
        if (new Set(answers.map(contentOf)).size !== 1) tell('first calls at once got different answers')
        if (answers.filter(({ body }) => body?.outcome === 'created').length > 1)
          tell('first calls at once: more than one "created"')
        if ((await countOf(world, line)) !== 2) tell(`first calls at once were done ${(await countOf(world, line)) - 1} times`)
      }
    } finally {
      await first.close()
      await restarted.close()
      await muchLater.close()
    }
  } finally {
    await world.close()
  }
  return { figures: { 'lines with an id': lines.length, calls, 'lines without': Object.keys(WITHOUT_ID).length }, faults }
}

function withId(line: AnyLine, input: Input, id: string): Input {
  const place = placeOfClientId(line)!
  return { ...input, [place]: { ...(input[place] as object), id } }
}

/** The same id over something else: the first text or number of body or path that can be another one. */
function otherBody(line: AnyLine, input: Input): Input | undefined {
  for (const part of ['body', 'params', 'query'] as const)
    for (const [key, value] of Object.entries((input[part] ?? {}) as Record<string, unknown>)) {
      if (key === 'id' && part === placeOfClientId(line)) continue
      for (const other of [newId(), '另一个理由写在这里', '2026-10-20', '2026-10', 7, false]) {
        if (typeof other !== typeof value || other === value) continue
        const changed = { ...(input[part] as object), [key]: other }
        if (line[part]?.safeParse(changed).success) return { ...input, [part]: changed }
      }
    }
  return undefined
}

/** What an answer says, apart from whether it was the first. */
const contentOf = ({ status, body }: Answer) => JSON.stringify([status, { ...body, outcome: undefined }])

function uncovered(): string[] {
  const keyOf = (line: AnyLine) => `${line.method} ${line.path}`
  return writeLines().flatMap((line) => {
    const [hasId, listed] = [placeOfClientId(line) !== undefined, keyOf(line) in WITHOUT_ID]
    if (hasId === listed)
      return [`${keyOf(line)} ${listed ? 'takes an id and is listed as one without' : 'takes no id and gives no reason'}`]
    return []
  })
}

const linesWithId = () => writeLines().filter((line) => placeOfClientId(line))

export const m5: Trial = {
  id: 'M5',
  title:
    'Every write line is sent again: the same, with another content, eight at once, after a restart, 400 days later, by another account',
  target:
    'done once for ever, each answer the first one; another content or another account is refused; a line without an id says why',
  tier: 'a',
  async run(arena) {
    const finding = await withProductDatabase(() => contract(arena, linesWithId()))
    return { ...finding, faults: [...uncovered(), ...finding.faults] }
  },
  control: {
    breaks: 'the ids of writes are forgotten as soon as they are written down',
    run: (arena) =>
      withProductDatabase(() =>
        contract(arena, linesWithId().slice(0, 8), ({ owner }) =>
          owner(`create function kernel.forget() returns trigger language plpgsql security definer as $$
              begin delete from kernel.written where district = new.district and id = new.id; return null; end $$;
            create trigger forget after insert on kernel.written for each row execute function kernel.forget()`),
        ),
      ),
  },
}
