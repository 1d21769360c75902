// The kinds of site that the five documents name, each once: its word, the other words for it, its level, and the committee its area must have.

export type KindLevel = 'district' | 'town' | 'village'
export type KindFamily = 'centre' | 'station' | 'home' | 'meal' | 'bath' | 'other'

export interface FacilityKind {
  key: string
  title: string
  /** Other printed words for the same thing; an import takes them, the register keeps the title. */
  aliases?: readonly string[]
  level: KindLevel
  family: KindFamily
  /** A station belongs to a residents' committee, a point to a villagers' committee: their yearly rates differ tenfold. */
  committee?: 'residents' | 'villagers'
  /** Streets have one word for a centre, towns another. */
  town?: 'street' | 'town'
}

export const FACILITY_KINDS: readonly FacilityKind[] = [
  { key: 'guidance-centre', title: '养老服务指导中心', level: 'district', family: 'centre' },
  { key: 'home-care-centre', title: '居家养老服务中心', level: 'district', family: 'centre' },
  {
    key: 'street-centre',
    title: '街道养老服务中心',
    aliases: ['街道社区养老服务中心'],
    level: 'town',
    family: 'centre',
    town: 'street',
  },
  {
    key: 'town-centre',
    title: '乡镇养老服务中心',
    aliases: ['镇养老服务中心', '乡养老服务中心', '农村养老服务中心'],
    level: 'town',
    family: 'centre',
    town: 'town',
  },
  { key: 'area-centre', title: '区域性养老服务中心', aliases: ['区域养老服务中心'], level: 'district', family: 'centre' },
  {
    key: 'station',
    title: '社区养老服务站',
    aliases: ['城镇社区养老服务站', '养老服务站', '养老站'],
    level: 'village',
    family: 'station',
    committee: 'residents',
  },
  {
    key: 'village-point',
    title: '村级互助养老点',
    aliases: ['农村互助养老点', '村级养老互助点', '村级互助养老服务网点', '互助养老服务网点', '互助养老点', '幸福院'],
    level: 'village',
    family: 'station',
    committee: 'villagers',
  },
  { key: 'estate-point', title: '小区养老服务点', level: 'village', family: 'station' },
  { key: 'group-point', title: '小组养老服务点', aliases: ['院落养老服务点'], level: 'village', family: 'station' },
  { key: 'embedded', title: '社区嵌入式养老机构', aliases: ['嵌入式小型多功能机构'], level: 'village', family: 'home' },
  {
    key: 'welfare-home',
    title: '社会福利院',
    aliases: ['区级公办养老机构', '县民政局直属福利机构', '直属福利机构', '福利院', '县社会福利院'],
    level: 'district',
    family: 'home',
  },
  {
    key: 'village-home',
    title: '敬老院',
    aliases: ['农村敬老院', '乡镇敬老院', '乡镇（街道）敬老院'],
    level: 'town',
    family: 'home',
  },
  {
    key: 'disabled-care-centre',
    title: '失能特困人员集中照护中心',
    aliases: ['片区特困失能照护中心', '失能特困人员集中照护机构', '农村失能特困人员集中照料机构', '社会福利护养中心'],
    level: 'district',
    family: 'home',
  },
  {
    key: 'social-home',
    title: '养老机构',
    aliases: ['社会办养老机构', '民办养老机构', '养老院', '老年公寓'],
    level: 'village',
    family: 'home',
  },
  { key: 'nursing-home', title: '护理院', level: 'village', family: 'home' },
  {
    key: 'health-complex',
    title: '医养护一体化康养机构',
    aliases: ['“医养护”一体化康养机构'],
    level: 'district',
    family: 'home',
  },
  { key: 'canteen', title: '老年食堂', aliases: ['社区老年食堂', '示范社区老年食堂'], level: 'village', family: 'meal' },
  { key: 'meal-point', title: '助餐点', aliases: ['老年助餐点', '社区助餐点'], level: 'village', family: 'meal' },
  { key: 'central-kitchen', title: '中央厨房', aliases: ['养老服务中央厨房'], level: 'district', family: 'meal' },
  { key: 'bath-point', title: '助浴点', aliases: ['老年助浴点'], level: 'village', family: 'bath' },
]

const BY_KEY = new Map(FACILITY_KINDS.map((kind) => [kind.key, kind]))
const fold = (word: string) => word.normalize('NFKC').replace(/[\s"“”]/g, '')
const BY_WORD = new Map(
  FACILITY_KINDS.flatMap((kind) => [kind.title, ...(kind.aliases ?? [])].map((word) => [fold(word), kind] as const)),
)

export const kindOf = (key: string): FacilityKind | undefined => BY_KEY.get(key)
export const kindTitle = (key: string | null | undefined): string => (key ? (BY_KEY.get(key)?.title ?? key) : '')
/** By title or by another printed word; undefined for a word nobody uses. */
export const kindByWord = (word: string): FacilityKind | undefined => BY_WORD.get(fold(word))
