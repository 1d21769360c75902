// Definitions we offer for indicators of a known name. No document prints how its indicators are counted: an office takes one over, or writes its own; nothing counts before.
import type { DefinitionInput } from '../../contract/shapes.ts'
import { foldTitle } from './names-in-documents.ts'

export interface OfferedDefinition {
  words: string
  countsNot: string
  formula: string
  inputs: Record<string, DefinitionInput>
  unit: string
  base: string
}

const sites = (...splits: string[]): DefinitionInput => ({ measure: 'facilities.sites', splits })
const count = (words: string, unit: string, input: DefinitionInput, countsNot = ''): OfferedDefinition => ({
  words,
  countsNot,
  formula: '个数',
  inputs: { 个数: input },
  unit,
  base: '',
})

const CENTRES: OfferedDefinition = {
  words: '有开放的养老服务中心的镇街，占全部镇街的比例。一个镇街开两个也只算一个。',
  countsNot: '挂牌没有开放的、已关闭的',
  formula: '有中心的镇街 / 全部镇街 * 100',
  inputs: { 有中心的镇街: { measure: 'facilities.towns-with-centre' }, 全部镇街: { measure: 'facilities.towns' } },
  unit: '%',
  base: '',
}
const SERVED: OfferedDefinition = {
  words: '有开放的站点、或由别处站点服务到的村和社区，占全部村和社区的比例。',
  countsNot: '规划、在建和已关闭的站点',
  formula: '有站点的村社 / 全部村社 * 100',
  inputs: { 有站点的村社: { measure: 'facilities.villages-served' }, 全部村社: { measure: 'facilities.villages' } },
  unit: '%',
  base: '',
}
const NURSING: OfferedDefinition = {
  words: '养老机构的护理型床位，占养老机构全部过夜床位的比例。',
  countsNot: '日间休息床位，站点和中心的床位',
  formula: '护理型 / 全部床位 * 100',
  inputs: { 护理型: { measure: 'facilities.home-beds', splits: ['nursing'] }, 全部床位: { measure: 'facilities.home-beds' } },
  unit: '%',
  base: '',
}
const PER_THOUSAND: OfferedDefinition = {
  words: '每一千名 60 岁以上常住老人有多少张养老床位。',
  countsNot: '日间休息床位',
  formula: '床位 / 常住老人 * 1000',
  inputs: { 床位: { measure: 'facilities.beds' }, 常住老人: { measure: 'registry.elders-resident' } },
  unit: '张/千名老年人',
  base: 'resident',
}
const SOCIAL: OfferedDefinition = {
  words: '由社会力量运营（公建民营、民办公助、民办民营、政府购买服务）的设施，占写明运营方式的设施的比例。',
  countsNot: '没有写明运营方式的设施',
  formula: '社会运营 / 全部 * 100',
  inputs: {
    社会运营: { measure: 'facilities.sites-by-mode', splits: ['public-private', 'private-aided', 'private', 'purchased'] },
    全部: { measure: 'facilities.sites-by-mode' },
  },
  unit: '%',
  base: '',
}

const OFFERED: readonly (readonly [readonly string[], OfferedDefinition])[] = [
  [['镇街养老服务中心覆盖率'], CENTRES],
  [
    [
      '城乡养老设施覆盖率',
      '社区居家养老服务设施覆盖',
      '城乡社区居家养老服务覆盖',
      '居家社区养老服务覆盖率',
      '居家养老服务覆盖率',
    ],
    SERVED,
  ],
  [['护理型养老床位占比', '护理型床位占比', '护理型床位比例', '养老机构护理型床位占比'], NURSING],
  [['每千名老年人养老床位数'], PER_THOUSAND],
  // Urban and rural sites, centres with their stations: each has a base of its own, and no register tells them apart yet.
  [['养老服务设施社会化运营率'], SOCIAL],
  [
    ['社会运营的养老床位数占养老床位总数的比例'],
    {
      ...SOCIAL,
      words: '由社会力量运营的设施的床位，占写明运营方式的床位的比例。',
      inputs: {
        社会运营: { measure: 'facilities.public-beds', splits: ['public-private', 'private-aided', 'private', 'purchased'] },
        全部: { measure: 'facilities.public-beds' },
      },
    },
  ],
  [
    ['政府运营的养老床位占比'],
    {
      words: '公办公营的设施的床位，占写明运营方式的床位的比例。',
      countsNot: '没有写明运营方式的设施',
      formula: '公办公营 / 全部 * 100',
      inputs: {
        公办公营: { measure: 'facilities.public-beds', splits: ['public'] },
        全部: { measure: 'facilities.public-beds' },
      },
      unit: '%',
      base: '',
    },
  ],
  [
    ['社区养老服务设施提供居家服务占比'],
    {
      words: '提供居家上门的社区养老服务设施，占开放的社区养老服务设施的比例。',
      countsNot: '养老机构',
      formula: '居家上门 / 全部 * 100',
      inputs: {
        居家上门: { measure: 'facilities.sites-at-home', splits: ['street-centre', 'town-centre', 'station', 'village-point'] },
        全部: sites('street-centre', 'town-centre', 'station', 'village-point'),
      },
      unit: '%',
      base: '',
    },
  ],
  [
    ['村级互助养老点建成数量', '村级互助养老点'],
    count('当天开放的村级互助养老点。', '个', sites('village-point'), '规划和在建的'),
  ],
  [['社区养老服务站'], count('当天开放的社区养老服务站。', '个', sites('station'), '规划和在建的')],
  [['养老服务中心'], count('当天开放的街道、乡镇养老服务中心。', '个', sites('street-centre', 'town-centre'), '规划和在建的')],
  [['老年助餐点'], count('当天开放的助餐点和老年食堂。', '个', sites('meal-point', 'canteen'), '中央厨房')],
  [['老年助浴点'], count('当天开放的助浴点。', '个', sites('bath-point'))],
  [['示范社区老年食堂'], count('当天开放的老年食堂。', '个', sites('canteen'))],
  [
    ['农村失能特困人员集中照护机构', '片区特困失能照护中心'],
    count('当天开放的失能特困人员集中照护中心。', '家', sites('disabled-care-centre')),
  ],
  [
    ['设置失智照护床位的养老机构'],
    count('当天开放、有失智照护床位的养老机构。', '家', { measure: 'facilities.homes-with-dementia-beds' }),
  ],
  [['机构养老床位数'], count('当天开放的养老机构的过夜床位。', '张', { measure: 'facilities.home-beds' }, '站点和中心的床位')],
  [['养老服务有效床位数'], count('当天开放的各类设施的过夜床位。', '张', { measure: 'facilities.beds' }, '日间休息床位')],
  [['区社会福利护养中心建成'], count('当天开放的社会福利护养中心。', '个', sites('disabled-care-centre', 'welfare-home'))],
]

const BY_TITLE = new Map(
  OFFERED.flatMap(([titles, definition]) => titles.map((title) => [foldTitle(title), definition] as const)),
)

export const offeredDefinition = (title: string): OfferedDefinition | null => BY_TITLE.get(foldTitle(title)) ?? null
