// The rows of a standards sheet as tables of rules: area, zones and beds that decide; services that decide; beds "where possible" that do not.
import type { TableBody } from '@songhe/policy/door'
import { SERVICES, ZONES } from '../../contract/facts.ts'

export interface StandardRow {
  /** Title of the kind. */
  category: string
  clause: string
  minArea?: string
  minAreaSmall?: string
  beds?: { fact: string; title: string; count: string; mandatory: boolean }
  zones: readonly string[]
  services: readonly string[]
}

interface Ground {
  region: string
  document: string
  clause: string
  from: string
}

type Rows = NonNullable<TableBody['rows']>

export function standardTables(rows: readonly StandardRow[], ground: Ground): TableBody[] {
  return [buildingTable(rows, ground), servicesTable(rows, ground), bedAdvice(rows, ground)].filter(
    (table) => table.rows!.length > 0,
  )
}

const KIND = { 设施类别: 'facility.kind' }
const kindCell = (row: StandardRow) => ({ 设施类别: `"${row.category}"` })

function buildingTable(rows: readonly StandardRow[], ground: Ground): TableBody {
  const written = rows.flatMap((row): Rows => {
    const rest = {
      ...Object.fromEntries(row.zones.map((zone) => [ZONES[zone]!, 'true'])),
      ...(row.beds?.mandatory && { [row.beds.title]: `>= ${row.beds.count}` }),
    }
    const line = (id: string, more: Record<string, string>) => ({
      id,
      when: { ...kindCell(row), ...more, ...rest },
      then: { 结论: '"达标"' },
      clause: row.clause,
    })
    // 原则上: an exception with a reason is allowed, and seen as one.
    const usual = line(row.category, row.minArea ? { 建筑面积: `? >= ${row.minArea} or 面积例外` } : {})
    if (!row.minAreaSmall) return [usual]
    return [usual, line(`${row.category}（老年人较少）`, { 老年人较少: 'true', 建筑面积: `>= ${row.minAreaSmall}` })]
  })
  const used = new Set(rows.flatMap((row) => row.zones))
  const beds = rows.flatMap(({ beds: one }) => (one?.mandatory ? [[one.title, one.fact]] : []))
  return tableOf(ground, {
    table: '社区居家养老服务设施建设标准',
    key: 'facility-standard',
    kind: 'facility-standard',
    inputs: {
      ...KIND,
      建筑面积: 'facility.floor-area',
      面积例外: 'facility.area-waived',
      老年人较少: 'facility.few-elders',
      ...zoneInputs(used),
      ...Object.fromEntries(beds),
    },
    output: { 结论: 'text' },
    rows: written,
  })
}

const zoneInputs = (used: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(ZONES).flatMap(([zone, title]) => (used.has(zone) ? [[title, `facility.zone.${zone}`]] : [])))

function servicesTable(rows: readonly StandardRow[], ground: Ground): TableBody {
  const used = new Set(rows.flatMap((row) => row.services))
  return tableOf(ground, {
    table: '社区居家养老服务设施服务项目',
    key: 'facility-services',
    kind: 'facility-standard',
    inputs: {
      ...KIND,
      ...Object.fromEntries(
        Object.entries(SERVICES).flatMap(([service, title]) =>
          used.has(service) ? [[title, `facility.service.${service}`]] : [],
        ),
      ),
    },
    output: { 结论: 'text' },
    rows: rows
      .filter((row) => row.services.length > 0)
      .map((row) => ({
        id: row.category,
        when: { ...kindCell(row), ...Object.fromEntries(row.services.map((service) => [SERVICES[service]!, 'true'])) },
        then: { 结论: '"达标"' },
        clause: row.clause,
      })),
  })
}

function bedAdvice(rows: readonly StandardRow[], ground: Ground): TableBody {
  const wanted = rows.filter((row) => row.beds && !row.beds.mandatory)
  return tableOf(ground, {
    table: '有条件的设施床位配置建议',
    key: 'facility-bed-advice',
    kind: 'facility-advice',
    inputs: { ...KIND, ...Object.fromEntries(wanted.map(({ beds }) => [beds!.title, beds!.fact])) },
    output: { 结论: 'text' },
    rows: wanted.map((row) => ({
      id: row.category,
      when: { ...kindCell(row), [row.beds!.title]: `>= ${row.beds!.count}` },
      then: { 结论: '"已具备"' },
      clause: row.clause,
    })),
  })
}

const tableOf = (ground: Ground, table: Omit<TableBody, 'ground' | 'valid' | 'region' | 'hit'>): TableBody =>
  ({
    ...table,
    region: ground.region,
    ground: { document: ground.document, clause: ground.clause },
    valid: { from: ground.from },
    hit: 'first',
  }) as TableBody

export interface RateRow {
  category: string
  clause: string
  /** As a table writes it: 150000元. */
  amount: string
}

export const rateTable = (rows: readonly RateRow[], ground: Ground): TableBody => ({
  table: '设施运营补贴年标准',
  key: 'facility-rate',
  kind: 'facility-rate',
  region: ground.region,
  ground: { document: ground.document, clause: ground.clause },
  valid: { from: ground.from },
  hit: 'unique',
  inputs: KIND,
  output: { 年标准: 'money' },
  rows: rows.map(({ category, clause, amount }) => ({
    id: category,
    when: { 设施类别: `"${category}"` },
    then: { 年标准: amount },
    clause,
    amount: { status: 'printed', document: ground.document, clause },
  })),
})
