// Z9: no fact is kept without a basis. Random answers, consents and withdrawals through the verbs, and the product's own database role trying without them.
import { newId } from '@songhe/basics/ids'
import { recordSurvey, withdrawConsent } from '@songhe/registry/door'
import { BASES } from '../../core/registry/server/facts/bases.ts'
import { FACT_KINDS } from '../../core/registry/server/facts/fact-kinds.ts'
import { brokenInvariants } from '../invariants.ts'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { HOME_DISTRICT, openAttackWorld } from './attack-world.ts'

const SURVEY = ['survey.needs', 'survey.used'] as const
const ANSWERS = ['助餐', '助浴', '助餐、助浴']
/** Open answers without a standing consent of the same person. */
const WITHOUT = `select f.id from registry.fact f where f.kind like 'survey.%' and f.closed_at is null
  and not exists (select from registry.consent c where c.district = f.district and c.id = f.consent and c.person = f.person and c.withdrawn_on is null)`

async function bases(arena: Arena, acts: number, broken: boolean): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld({ oneIn: 12_000 })
    const { world } = attack
    const faults: string[] = []
    const figures = { acts: 0, recorded: 0, withdrawn: 0, 'refused without a basis': 0, 'answers kept': 0 }
    const as = <T>(act: Parameters<typeof world.as<T>>[1]) => world.as({ district: HOME_DISTRICT }, act)
    try {
      for (const { kind, group } of FACT_KINDS) if (!BASES[group]?.law) faults.push(`${kind}: no basis is named`)
      if (broken) await world.owner('alter table registry.fact drop constraint fact_on_consent, drop constraint fact_has_basis')
      const people = (
        await world.owner<{ id: string }>(
          `select id from registry.person where district = ${HOME_DISTRICT} and state = 'active' and died_on is null order by id limit 12`,
        )
      ).map(({ id }) => id)
      const consents: { person: string; consent: string }[] = []
      const pick = <T>(from: readonly T[]) => from[Math.floor(arena.random() * from.length)]!
      for (; figures.acts < acts; figures.acts++) {
        const person = pick(people)
        const day = `2026-0${1 + Math.floor(arena.random() * 9)}-1${Math.floor(arena.random() * 9)}`
        const dice = arena.random()
        if (dice < 0.55) {
          const id = newId()
          await as((ctx) =>
            recordSurvey(ctx, {
              params: { id: person },
              body: {
                id,
                day,
                way: 'home-visit',
                by: '试验',
                consent: { by: '本人某', relation: '本人' },
                answers: { [pick(SURVEY)]: pick(ANSWERS) },
              },
            }),
          )
          figures.recorded++
          const [made] = await world.owner<{ consent: string }>('select consent from registry.fact where source = $1 limit 1', [
            id,
          ])
          consents.push({ person, consent: made!.consent })
        } else if (dice < 0.8 && consents.length > 0) {
          const { person: whose, consent } = pick(consents)
          await as((ctx) =>
            withdrawConsent(ctx, {
              params: { id: whose, consent },
              body: { id: newId(), day: '2026-10-01', reason: '试验撤回' },
            }),
          )
          figures.withdrawn++
        } else {
          const kind = pick(['survey.note', 'survey.needs', 'gossip.heard', 'belief.religion'])
          const refused = await world
            .owner(
              `insert into registry.fact (district, id, person, area, kind, value, valid_from, source, wins)
               select district, $1, id, area, $2, '助餐', '2026-01-01', gen_random_uuid(), false from registry.person where id = $3`,
              [newId(), kind, person],
            )
            .then(
              () => false,
              () => true,
            )
          if (refused) figures['refused without a basis']++
          else faults.push(`${kind}: kept without a basis`)
        }
        const without = await world.owner(WITHOUT)
        if (without.length > 0 && faults.length < 10) faults.push(`${without.length} answers are kept without a consent`)
      }
      figures['answers kept'] = Number(
        (await world.owner(`select count(*) as n from registry.fact where kind like 'survey.%' and closed_at is null`))[0].n,
      )
      if (!broken) faults.push(...(await brokenInvariants((text) => world.owner(text))))
      return { figures, faults }
    } finally {
      await attack.close()
    }
  })
}

export const z9: Trial = {
  id: 'Z9',
  title:
    'Answers, consents and withdrawals at random, and writes of the database role itself, against facts kept without a basis',
  target: '0 facts without a duty by law or a standing consent',
  tier: 'a',
  run: (arena) => bases(arena, arena.count({ a: 300, b: 3_000, c: 10_000 }), false),
  control: {
    breaks: 'the two constraints on the table of facts are dropped',
    run: (arena) => bases(arena, 60, true),
  },
}
