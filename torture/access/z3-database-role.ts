// Z3: the product's own database role without the product around it. Said plainly: a role that may run any SQL may also set any scope; F1 and F2 guard that door.
import pg from 'pg'
import { appUrl } from '@songhe/kernel/db/roles'
import { serverOfTests, TEST_SECRETS } from '@songhe/kernel/testing'
import type { Arena, Finding, Trial } from '../trial.ts'
import { withTestServer } from '../test-server.ts'
import { type AttackWorld, HOME_DISTRICT, openAttackWorld } from './attack-world.ts'
import { tablesWith } from './probe.ts'

/** Reference tables that belong to nobody. */
const SHARED = new Set([
  'registry.area',
  'registry.area_period',
  'registry.id_prefix',
  'policy.document',
  'policy.clause',
  'facilities.facility_kind',
  'facilities.town_point',
  'kernel.beat',
  'kernel.migration',
])
/** Derived or unfinished rows that the product itself takes away again. */
const MAY_DELETE = new Set([
  'registry.person_gram',
  'benefits.judgement',
  'kernel.sheet_row_problem',
  'policy.pack_version',
  'facilities.area_point',
  'facilities.standard_check',
  'planning.cell',
])
/** Written once: neither the application nor a mistake in it changes them. */
const WRITTEN_ONCE = [
  'planning.report',
  'planning.report_record',
  'planning.definition',
  'kernel.audit_entry',
  'kernel.audit_detail',
  'kernel.audit_block',
  'kernel.audit_sealed',
  'kernel.file',
  'ledger.transfer',
  'benefits.snapshot',
  'benefits.run_step',
  'benefits.case_step',
  'benefits.bank_file',
  'benefits.return_file',
  'benefits.repayment',
  'registry.roll_change',
]

async function walls(_arena: Arena, breaks?: (attack: AttackWorld) => Promise<unknown>): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld()
    const app = new pg.Client({ connectionString: appUrl(addressOfWorld(attack), TEST_SECRETS) })
    await app.connect()
    const faults: string[] = []
    try {
      await breaks?.(attack)
      const relations = await relationsOf(attack)
      const counts = { relations: relations.length, 'with rows': 0, 'writes refused': 0 }
      for (const name of relations) {
        const rows = Number((await attack.world.owner(`select count(*) as n from ${name}`))[0].n)
        if (rows > 0) counts['with rows']++
        const seen = await rowsSeen(app, name)
        if (!SHARED.has(name) && seen > 0) faults.push(`${name}: ${seen} of ${rows} rows without a scope`)
      }
      await inScope(app, `${attack.places.village}`, async () => {
        for (const name of relations) await forgottenPredicate(app, attack, name, faults)
      })
      for (const name of await tablesOf(attack)) counts['writes refused'] += await refusals(app, attack, name, faults)
      await frozenRun(app, attack, faults)
      faults.push(...(await loosePlaces(attack)))
      return { figures: counts, faults }
    } finally {
      await app.end()
      await attack.close()
    }
  })
}

function addressOfWorld({ world }: AttackWorld) {
  const { host, port } = serverOfTests()
  return { host, port, database: new URL(world.ownerUrl).pathname.slice(1) }
}

const SCHEMAS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')`
const tablesOf = async ({ world }: AttackWorld) =>
  (await world.owner<{ name: string }>(tablesWith('district'))).map(({ name }) => name)
const relationsOf = async ({ world }: AttackWorld) =>
  (
    await world.owner<{
      name: string
    }>(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm', 'p') and ${SCHEMAS} order by 1`)
  ).map(({ name }) => name)

/** Refused counts as none. */
async function rowsSeen(app: pg.Client, name: string, where = 'true'): Promise<number> {
  try {
    return Number((await app.query(`select count(*) as n from ${name} where ${where}`)).rows[0].n)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return 0
    throw error
  }
}

async function inScope<T>(app: pg.Client, areas: string, act: () => Promise<T>): Promise<T> {
  await app.query(`set songhe.district = '${HOME_DISTRICT}'; set songhe.areas = '${areas}'`)
  try {
    return await act()
  } finally {
    await app.query('reset songhe.district; reset songhe.areas')
  }
}

/** `select * from …` with nothing behind it, as somebody of one village. */
async function forgottenPredicate(app: pg.Client, { world, places }: AttackWorld, name: string, faults: string[]) {
  const columns = new Set(
    (
      await world.owner<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = '${name}'::regclass and attnum > 0`,
      )
    ).map((row) => row.name),
  )
  if (SHARED.has(name) || !columns.has('district')) return
  const elsewhere = await rowsSeen(app, name, `district <> ${HOME_DISTRICT}`)
  if (elsewhere > 0) faults.push(`${name}: ${elsewhere} rows of another district`)
  if (!columns.has('area') || name === 'kernel.role_grant') return
  const beside = await rowsSeen(app, name, `area <> ${places.village}`)
  if (beside > 0) faults.push(`${name}: ${beside} rows of another village`)
}

/** @returns how many of the three were refused as they must be */
async function refusals(app: pg.Client, { world }: AttackWorld, name: string, faults: string[]): Promise<number> {
  const column = (
    await world.owner<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = '${name}'::regclass and attnum > 0 and not attisdropped and attidentity = '' limit 1`,
    )
  )[0]!.name
  const acts: [string, string, boolean][] = [
    ['truncate', `truncate ${name} cascade`, true],
    ['delete', `delete from ${name}`, !MAY_DELETE.has(name)],
    ['update', `update ${name} set "${column}" = "${column}"`, WRITTEN_ONCE.includes(name)],
  ]
  let refused = 0
  await inScope(app, '*', async () => {
    for (const [what, statement, must] of acts) {
      await app.query('begin')
      const code = await app.query(statement).then(
        () => null,
        (error: { code?: string }) => error.code,
      )
      await app.query('rollback')
      if (code === '42501') refused++
      else if (must) faults.push(`${name}: ${what} ${code === null ? 'was done' : `failed with ${code} only`}`)
    }
  })
  return refused
}

/** What two persons approved: the application may move it to the bank and back, and change nothing in it. */
async function frozenRun(app: pg.Client, { targets }: AttackWorld, faults: string[]) {
  await inScope(app, '*', async () => {
    for (const change of ['total_fen = total_fen + 1', `digest = 'x'`, `month = '2001-01'`, 'approved_by = null']) {
      const done = await app
        .query(`update benefits.run set ${change} where id = $1`, [targets.village.runs.approved])
        .catch(() => null)
      if (done?.rowCount) faults.push(`benefits.run: an approved month took ${change}`)
    }
  })
}

/** Doors the role should not have: ownership, powers of its own, functions that run as somebody else for everybody, views that do. */
async function loosePlaces({ world }: AttackWorld): Promise<string[]> {
  const found = await world.owner<{ what: string }>(`
    select 'the role has powers of its own' as what from pg_roles where rolname = 'songhe_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
    union all select 'the role is a member of ' || r.rolname from pg_auth_members m join pg_roles a on a.oid = m.member join pg_roles r on r.oid = m.roleid where a.rolname = 'songhe_app'
    union all select 'the role owns ' || c.oid::regclass from pg_class c join pg_roles a on a.oid = c.relowner where a.rolname = 'songhe_app'
    union all select 'the role may create in ' || n.nspname from pg_namespace n where ${SCHEMAS} and has_schema_privilege('songhe_app', n.oid, 'create') and n.nspname !~ '^pg_'
    union all select p.oid::regprocedure || ' runs as its owner without a fixed search path' from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${SCHEMAS}
      and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')
    union all select p.oid::regprocedure || ' runs as its owner for everybody' from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${SCHEMAS}
      and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))
    union all select c.oid::regclass || ' is a view that runs as its owner' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${SCHEMAS}
      and not coalesce(c.reloptions::text like '%security_invoker=true%', false)
    union all select c.oid::regclass || ' has a district and no row level security' from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and ${SCHEMAS}
      and not c.relrowsecurity and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district') and has_table_privilege('songhe_app', c.oid, 'select')
      and c.oid <> 'registry.id_prefix'::regclass`)
  return found.map(({ what }) => what)
}

export const z3: Trial = {
  id: 'Z3',
  title:
    'The application’s database role without the product: every table and view without a scope, a forgotten predicate, writes over the log, the ledger and approved months',
  target:
    '0 rows without a scope, 0 of another place with one; update, delete and truncate refused where something is written once',
  tier: 'a',
  run: (arena) => walls(arena),
  control: {
    breaks: 'row level security is off on one table, and the role may delete from the log',
    run: (arena) =>
      walls(arena, ({ world }) =>
        world.owner('alter table registry.fact disable row level security; grant delete on kernel.audit_entry to songhe_app'),
      ),
  },
}
