// What an invented site looks like inside: most are up to standard, some are short of something, of some it is not known.
import { addDays, type Day } from '@songhe/basics/day'
import { kindOf } from '../../contract/kinds.ts'
import type { NewSite } from '../bulk/insert-sites.ts'
import { beside, chance, pointOf } from './areas-of-demo.ts'
import type { PlantedSite } from './sites-by-document.ts'

const ALL_ZONES: Readonly<Record<string, string>> = {
  'street-centre': 'comfort,education,health,leisure,living-care,nursing,office',
  'town-centre': 'leisure,living-care,nursing,rehabilitation',
  station: 'education,health,leisure,living-care',
}
const ALL_SERVICES: Readonly<Record<string, string>> = {
  'street-centre':
    'assessment,carer-training,comfort,culture,education,housekeeping,living-care,long-care,nursing,rehabilitation,short-stay',
  'town-centre':
    'activities,assessment,carer-training,comfort,culture,helper-training,housekeeping,living-care,long-care,nursing,rehabilitation,short-stay',
  station: 'comfort,data,education,health,housekeeping,information,learning,living-care,recreation,short-stay,urgent-help',
  'village-point': 'care,check-up,kinship,living-care,mutual-help,rescue,visits,volunteering',
}
const AREAS: Readonly<Record<string, number>> = { 'street-centre': 1_520, 'town-centre': 830, station: 310, 'village-point': 90 }

/** @param operator id of the operator that runs the socially run ones */
export function inventSite(
  site: PlantedSite,
  index: number,
  act: { id: string; seed: number; today: Day; operator: string | null },
): NewSite {
  const roll = chance(act.seed, index)
  const family = kindOf(site.kind)?.family
  const home = pointOf(site.town, site.area)
  return {
    id: act.id,
    area: site.area,
    name: `${site.name}（示例）`,
    kind: site.kind,
    address: `示例路${index + 1}号`,
    point: home && { ...beside(home, index, 900), exact: false },
    state: site.state,
    from: site.from,
    facts: [
      ...insideOf(site, roll),
      ...(site.beds ? [bed('nursing', site.beds.nursing), bed('ordinary', site.beds.ordinary)] : []),
      ...(site.social && act.operator
        ? [
            { kind: 'facility.operator', value: act.operator },
            {
              kind: 'facility.operation-mode',
              value: family === 'home' && site.kind === 'social-home' ? 'private' : 'public-private',
            },
          ]
        : [{ kind: 'facility.operation-mode', value: family === 'station' ? 'committee' : 'public' }]),
    ],
    paper: family === 'home' || family === 'meal' ? paperOf(index, act.today, site.from) : null,
  }
}

const bed = (kind: string, count: number) => ({ kind: `facility.beds.${kind}`, value: String(count) })

function insideOf({ kind, state, ownBeds }: PlantedSite, roll: number): NewSite['facts'] {
  const [zones, services, size] = [ALL_ZONES[kind], ALL_SERVICES[kind], AREAS[kind]]
  // Nobody has measured what is not built yet; of one site in ten the office does not know.
  if (state !== 'open' || roll > 0.9 || !services) return []
  const short = roll < 0.2
  return [
    ...(size ? [{ kind: 'facility.floor-area', value: String(Math.round(size * (short ? 0.72 : 1 + roll / 4))) }] : []),
    ...(zones ? [{ kind: 'facility.zones', value: short && roll < 0.1 ? zones.split(',').slice(1).join(',') : zones }] : []),
    { kind: 'facility.services', value: services },
    ...(kind === 'station' ? [{ kind: 'facility.few-elders', value: 'false' }] : []),
    ...(kind === 'street-centre' && ownBeds ? [bed('ordinary', short ? 15 : 24)] : []),
    ...(kind === 'town-centre' && ownBeds ? [bed('nursing', short ? 8 : 20)] : []),
    ...(kind === 'town-centre' ? [{ kind: 'facility.with-village-home', value: 'true' }] : []),
    ...(kind === 'village-point' ? [{ kind: 'facility.own-room', value: String(roll > 0.06) }] : []),
    { kind: 'facility.near-health', value: String(roll > 0.35) },
  ]
}

/** One in twelve has run out, one in twelve runs out within the quarter. */
function paperOf(index: number, today: Day, from: Day): NonNullable<NewSite['paper']> {
  const ends =
    index % 12 === 5
      ? addDays(today, -20 - index)
      : index % 12 === 8
        ? addDays(today, 10 + (index % 60))
        : addDays(today, 400 + index)
  return {
    kind: '食品经营许可证',
    number: `示例-${String(index + 1).padStart(4, '0')}`,
    issuer: '区县市场监管局（示例）',
    from,
    to: ends,
  }
}
