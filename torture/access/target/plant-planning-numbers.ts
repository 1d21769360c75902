// One indicator with everything that hangs on it. Indicators are the whole district's and carry no mark of the place; coverage lines, cells and records belong to their town.
import { MAKER, type Planter } from './planter.ts'

const BY = { recorded_by: MAKER }

export async function plantPlanningNumbers({ id, insert, area, town, district, place }: Planter) {
  const indicator = await id('planning.indicator', {
    title: `第${place}项指标`,
    title_folded: `第${place}项指标`,
    document: 'shi',
    unit: '处',
    ...BY,
  })
  const printed = await id('planning.printed_value', {
    indicator,
    role: 'target',
    printed: '≥5处',
    operator: '>=',
    value: 5,
    unit: '处',
    day: '2030-12-31',
    document: 'shi',
    ...BY,
  })
  const definition = {
    version: 1,
    words: '试验用算法',
    countsNot: '',
    formula: '处数',
    inputs: { 处数: { measure: 'facilities.sites' } },
    unit: '处',
    places: 0,
    base: '',
    reason: '试验',
    recordedBy: MAKER,
    recordedAt: '2026-01-01T00:00:00Z',
  }
  await id('planning.definition', {
    indicator,
    version: 1,
    words: definition.words,
    formula: definition.formula,
    inputs: JSON.stringify(definition.inputs),
    unit: '处',
    places: 0,
    reason: '试验',
    ...BY,
  })
  const report = await id('planning.report', {
    indicator,
    title: `第${place}项指标`,
    name: `第${place}次通报`,
    as_of: '2026-01-31',
    known_at: '2026-02-01T00:00:00Z',
    definition: 1,
    definition_body: JSON.stringify(definition),
    parts: JSON.stringify({ 处数: { value: '1', records: 1 } }),
    value: 1,
    value_text: '1',
    unit: '处',
    records: 1,
    digest: '0'.repeat(64),
    ...BY,
  })
  await insert('planning.report_record', {
    report,
    part: '处数',
    measure: 'facilities.sites',
    split: 'station',
    object: '00000000-0000-7000-8000-000000000000',
    area,
    day: '2026-01-31',
    value: 1,
    number: 1,
  })
  await id('planning.observation', { indicator, day: '2026-01-31', value: 1, unit: '处', document: '试文', ...BY })
  const flag = await id('planning.flag', {
    indicator,
    printed_value: printed,
    kind: 'historic',
    said: '试验用',
    raised_by: MAKER,
  })
  await id('planning.coverage_line', {
    area: town,
    number: 1,
    place_printed: '试镇',
    kind: 'centre',
    phase: 'existing',
    printed: '1',
    count: 1,
    document: `shi${place}`,
    ...BY,
  })
  // Two targets of one town share its cell.
  await insert('planning.cell', { measure: `trial.${place}`, split: '', area: town, month: '2020-01', value: 1, records: 1 })
  return { planning: { indicator, flag, report, printed, document: district === 2 ? 'dianjiang' : 'kaizhou' } }
}
