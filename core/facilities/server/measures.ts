// What the register of sites can count: sites and beds by kind, areas in all and areas that something serves, sites with a grade.
import type { Context } from '@songhe/kernel/context'
import { dayIn, type Measure, type MeasureQuestion } from '@songhe/kernel/measure'
import { today } from '@songhe/kernel/today'
import { placeNames } from '@songhe/registry/door'
import { type RawBuilder, sql } from 'kysely'
import { BED_KINDS, OPERATION_MODES } from '../contract/facts.ts'
import { FACILITY_KINDS } from '../contract/kinds.ts'
import { SCHEME_TITLES } from './ratings/ratings.ts'
import { NIGHT_BEDS } from './standards/facts-for-rules.ts'

const HOMES = FACILITY_KINDS.filter(({ family }) => family === 'home').map(({ key }) => key)
const STATIONS = FACILITY_KINDS.filter(({ family }) => family === 'station').map(({ key }) => key)
const CENTRES = ['street-centre', 'town-centre']

/** Open on the day (a suspension is no closing); at an earlier state of knowledge, as far as it was known then. */
function open({ to, knownAt }: MeasureQuestion): RawBuilder<unknown> {
  const day = dayIn(to)
  if (!knownAt) return sql`f.state <> 'withdrawn' and f.opened_on <= ${day} and (f.closed_on is null or f.closed_on > ${day})`
  const later = (
    kinds: readonly string[],
  ) => sql`exists (select from facilities.event e where e.district = f.district and e.facility = f.id
    and e.kind = any(${[...kinds]}::text[]) and e.recorded_at > ${knownAt})`
  return sql`f.created_at <= ${knownAt} and f.opened_on <= ${day} and not ${later(['opened'])}
    and (f.closed_on is null or f.closed_on > ${day} or ${later(['closed', 'merged'])})
    and (f.state <> 'withdrawn' or exists (select from kernel.sheet_import i where i.district = f.district and i.id = f.import and i.undone_at > ${knownAt}))`
}

/** A statement about the site on the day, as `alias`. */
const stated = ({ to, knownAt }: MeasureQuestion, alias: string, kind: RawBuilder<unknown>) => {
  const k = sql.ref(alias)
  return sql`join facilities.fact ${k} on ${k}.district = f.district and ${k}.facility = f.id and ${k}.kind ${kind}
    and ${k}.valid_from <= ${dayIn(to)} and (${k}.valid_to is null or ${k}.valid_to > ${dayIn(to)})
    and ${knownAt ? sql`${k}.recorded_at <= ${knownAt} and (${k}.closed_at is null or ${k}.closed_at > ${knownAt})` : sql`${k}.closed_at is null`}`
}
const ofKind = (asked: MeasureQuestion) => stated(asked, 'kind', sql`= 'facility.kind'`)

const sites = (
  asked: MeasureQuestion,
  plan: { split: RawBuilder<unknown>; value?: RawBuilder<unknown>; joins?: RawBuilder<unknown>; where?: RawBuilder<unknown> },
) => sql`
  select f.area, ${plan.split} as split, f.id::text as object, ${dayIn(asked.to)} as day, ${plan.value ?? sql`1::numeric`} as value
  from facilities.facility f ${ofKind(asked)} ${plan.joins ?? sql``}
  where f.district = ${asked.district} and ${open(asked)} and ${plan.where ?? sql`true`}`

/** Towns (or villages) of the district on the day, inside the reader's own places. */
const places = ({ district, to }: MeasureQuestion, level: 'town' | 'village') => sql`
  select v.area, coalesce(a.committee, '') as split, v.area::text as object, ${dayIn(to)} as day, 1::numeric as value
  from registry.area_period v join registry.area a on a.key = v.area and a.kind = ${level}
  where ${
    level === 'town'
      ? sql`v.parent = ${district}`
      : sql`v.parent in (select t.area from registry.area_period t where t.parent = ${district}
          and t.valid_from <= ${dayIn(to)} and (t.valid_to is null or t.valid_to > ${dayIn(to)}))`
  } and v.valid_from <= ${dayIn(to)} and (v.valid_to is null or v.valid_to > ${dayIn(to)})
    and (current_setting('songhe.areas', true) = '*' or v.area = any(string_to_array(nullif(current_setting('songhe.areas', true), '*'), ',')::int[]))`

const served = (asked: MeasureQuestion) => sql`
  select distinct place.area, place.split, place.object, place.day, place.value from (${places(asked, 'village')}) place
  join (select unnest(array[f.area] || coalesce(string_to_array(nullif(at.value, ''), ',')::int[], '{}')) as area
    from facilities.facility f ${ofKind(asked)} left ${stated(asked, 'at', sql`= 'facility.served-areas'`)}
    where f.district = ${asked.district} and kind.value = any(${STATIONS}::text[]) and ${open(asked)}) site on site.area = place.area`

const centred = (asked: MeasureQuestion) => sql`
  select distinct place.area, place.split, place.object, place.day, place.value from (${places(asked, 'town')}) place
  where exists (select from facilities.facility f ${ofKind(asked)}
    where f.district = ${asked.district} and kind.value = any(${CENTRES}::text[]) and ${open(asked)}
      and (f.area = place.area or f.area in (select v.area from registry.area_period v where v.parent = place.area)))`

async function siteNames(ctx: Context, objects: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; name: string }>`select id, name from facilities.facility
    where district = ${ctx.principal.district} and id = any(${[...objects]}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}
async function areaTitles(ctx: Context, objects: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await placeNames(ctx, objects.map(Number), today(ctx)))].map(([key, name]) => [String(key), name]))
}

const site = { timing: 'stock', opens: '/facilities/:id', remembers: true, names: siteNames } as const
const area = { unit: '个', timing: 'stock', opens: '/facilities?area=:id', names: areaTitles } as const
const COMMITTEES = { residents: '社区', villagers: '村' }
const beds = { ...site, unit: '张', splits: BED_KINDS } as const
const bed = (asked: MeasureQuestion, where?: RawBuilder<unknown>) =>
  sites(asked, {
    split: sql`substr(bed.kind, 15)`,
    value: sql`bed.value::numeric`,
    joins: stated(asked, 'bed', sql`= any(${NIGHT_BEDS.map((kind) => `facility.beds.${kind}`)}::text[])`),
    ...(where && { where }),
  })

export const measures: readonly Measure[] = [
  {
    ...site,
    key: 'facilities.sites',
    title: '开放的设施',
    unit: '处',
    note: '当天已开放、没有关闭的设施，按类别分；暂停服务的也算。',
    splits: Object.fromEntries(FACILITY_KINDS.map(({ key, title }) => [key, title])),
    records: (asked) => sites(asked, { split: sql`kind.value` }),
  },
  {
    ...site,
    key: 'facilities.sites-by-mode',
    title: '写明运营方式的设施',
    unit: '处',
    note: '当天开放、写明运营方式的设施，按运营方式分。',
    splits: OPERATION_MODES,
    records: (asked) => sites(asked, { split: sql`mode.value`, joins: stated(asked, 'mode', sql`= 'facility.operation-mode'`) }),
  },
  {
    ...site,
    key: 'facilities.sites-at-home',
    title: '提供居家上门的设施',
    unit: '处',
    note: '当天开放、服务项目里有居家上门的设施，按类别分。',
    splits: Object.fromEntries(FACILITY_KINDS.map(({ key, title }) => [key, title])),
    records: (asked) =>
      sites(asked, {
        split: sql`kind.value`,
        joins: stated(asked, 'services', sql`= 'facility.services'`),
        where: sql`'home-visit' = any(string_to_array(services.value, ','))`,
      }),
  },
  {
    ...beds,
    key: 'facilities.beds',
    title: '养老床位',
    note: '当天开放的各类设施的过夜床位，按床位种类分；日间休息床位不算。',
    records: (asked) => bed(asked),
  },
  {
    ...beds,
    key: 'facilities.home-beds',
    title: '养老机构床位',
    note: '当天开放的养老机构（含敬老院、福利院、护理院）的过夜床位，按床位种类分。',
    records: (asked) => bed(asked, sql`kind.value = any(${HOMES}::text[])`),
  },
  {
    ...site,
    key: 'facilities.homes-with-dementia-beds',
    title: '设置失智照护床位的养老机构',
    unit: '家',
    note: '当天开放、有失智照护床位的养老机构。',
    records: (asked) =>
      sites(asked, {
        split: sql`''`,
        joins: stated(asked, 'bed', sql`= 'facility.beds.dementia'`),
        where: sql`kind.value = any(${HOMES}::text[]) and bed.value::numeric > 0`,
      }),
  },
  {
    ...site,
    key: 'facilities.public-beds',
    title: '写明运营方式的养老床位',
    unit: '张',
    note: '当天开放的设施里写明运营方式的过夜床位，按运营方式分；公办公营就是政府运营。',
    splits: OPERATION_MODES,
    records: (asked) =>
      sites(asked, {
        split: sql`mode.value`,
        value: sql`bed.value::numeric`,
        joins: sql`${stated(asked, 'mode', sql`= 'facility.operation-mode'`)}
          ${stated(asked, 'bed', sql`= any(${NIGHT_BEDS.map((kind) => `facility.beds.${kind}`)}::text[])`)}`,
      }),
  },
  {
    ...area,
    key: 'facilities.towns',
    title: '镇街',
    remembers: false,
    note: '当天有效的镇、乡、街道，一个算一个。',
    records: (asked) => places(asked, 'town'),
  },
  {
    ...area,
    key: 'facilities.villages',
    title: '村和社区',
    remembers: false,
    note: '当天有效的村和社区，按居委会、村委会分。',
    splits: COMMITTEES,
    records: (asked) => places(asked, 'village'),
  },
  {
    ...area,
    key: 'facilities.towns-with-centre',
    title: '有养老服务中心的镇街',
    remembers: true,
    note: '当天至少有一个开放的街道或乡镇养老服务中心的镇街；一个镇街开两个也只算一个。',
    records: centred,
  },
  {
    ...area,
    key: 'facilities.villages-served',
    title: '有站点的村和社区',
    remembers: true,
    note: '当天有开放的养老服务站或互助养老点，或由别处站点服务到的村和社区。',
    splits: COMMITTEES,
    records: served,
  },
  {
    ...site,
    key: 'facilities.rated-sites',
    title: '有等级的设施',
    unit: '处',
    note: '当天等级在有效期内的设施，按评定种类分。',
    splits: SCHEME_TITLES,
    records: (asked) => {
      const { to, knownAt } = asked
      const known = knownAt
        ? sql`r.recorded_at <= ${knownAt} and (r.closed_at is null or r.closed_at > ${knownAt})`
        : sql`r.closed_at is null`
      return sites(asked, {
        split: sql`r.scheme`,
        joins: sql`join facilities.rating r on r.district = f.district and r.facility = f.id and ${known}
          and r.valid_from <= ${dayIn(to)} and (r.valid_to is null or r.valid_to > ${dayIn(to)})`,
      })
    },
  },
]
