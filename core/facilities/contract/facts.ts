// What can be true of a facility for a while: each a dated statement with its source, by a name that tables of rules use.

export interface FacilityFactKind {
  kind: string
  title: string
  type: 'boolean' | 'number' | 'text' | 'date'
  unit?: string
  /** Stored value -> the office's word. */
  options?: Readonly<Record<string, string>>
  /** Whole short sentences for an explanation. */
  yes?: string
  no?: string
}

export const ZONES: Readonly<Record<string, string>> = {
  leisure: '休闲娱乐区',
  education: '文化教育区',
  'living-care': '生活照料区',
  health: '健康管理区',
  comfort: '人文关怀区',
  nursing: '托养护理区',
  office: '运营管理区',
  rehabilitation: '医疗康复区',
}

export const SERVICES: Readonly<Record<string, string>> = {
  'living-care': '生活照料',
  rehabilitation: '医疗康复',
  comfort: '精神慰藉',
  culture: '文化娱乐',
  education: '文化教育',
  housekeeping: '家政服务',
  nursing: '托养护理',
  'short-stay': '短期托养',
  'long-care': '长期照护',
  'carer-training': '家庭照护培训',
  assessment: '养老需求评估',
  recreation: '文体娱乐',
  learning: '学习教育',
  health: '健康管理',
  data: '数据采集',
  information: '信息资讯',
  'urgent-help': '紧急救助',
  activities: '文体活动',
  'helper-training': '培养助老员',
  'mutual-help': '邻里互助',
  visits: '定期探访',
  care: '人文关怀',
  kinship: '亲情联络',
  'check-up': '健康体检',
  volunteering: '志愿服务',
  rescue: '紧急救援',
  meals: '助餐',
  baths: '助浴',
  'day-care': '日间照料',
  'home-visit': '居家上门',
}

export const OPERATION_MODES: Readonly<Record<string, string>> = {
  public: '公办公营',
  'public-private': '公建民营',
  'private-aided': '民办公助',
  private: '民办民营',
  purchased: '政府购买服务',
  'village-home': '委托敬老院',
  committee: '村（社区）自管',
}
/** 社会化运营: run by somebody who is no part of the government or of a committee. */
export const SOCIAL_MODES: readonly string[] = ['public-private', 'private-aided', 'private', 'purchased']

export const ORIGINS: Readonly<Record<string, string>> = {
  new: '新建',
  'village-home': '敬老院',
  'activity-centre': '老年活动中心',
  school: '闲置学校',
  'service-centre': '村（社区）便民服务中心',
  estate: '小区配建用房',
  'idle-state': '闲置国有用房',
  'public-rental': '公租房',
  'farm-court': '农家院落',
  leased: '租赁',
  other: '其他',
}

export const BED_KINDS: Readonly<Record<string, string>> = {
  nursing: '护理型床位',
  ordinary: '普通床位',
  dementia: '失智照护床位',
  hospice: '安宁疗护床位',
  day: '日间休息床位',
}

const beds = (kind: string): FacilityFactKind => ({
  kind: `facility.beds.${kind}`,
  title: BED_KINDS[kind]!,
  type: 'number',
  unit: '张',
})

/** Stored as they stand; zones and services are lists of keys with a comma between. */
export const FACILITY_FACTS: readonly FacilityFactKind[] = [
  { kind: 'facility.kind', title: '设施类别', type: 'text' },
  { kind: 'facility.operator', title: '运营主体', type: 'text' },
  { kind: 'facility.operation-mode', title: '运营方式', type: 'text', options: OPERATION_MODES },
  { kind: 'facility.floor-area', title: '建筑面积', type: 'number', unit: '平方米' },
  { kind: 'facility.zones', title: '功能分区', type: 'text' },
  { kind: 'facility.services', title: '服务项目', type: 'text' },
  beds('nursing'),
  beds('ordinary'),
  beds('dementia'),
  beds('hospice'),
  beds('day'),
  {
    kind: 'facility.few-elders',
    title: '辖区老年人较少',
    type: 'boolean',
    yes: '所在社区老年人较少',
    no: '所在社区老年人不少',
  },
  {
    kind: 'facility.area-waived',
    title: '面积例外',
    type: 'boolean',
    yes: '面积经批准例外（原则上）',
    no: '没有面积例外',
  },
  { kind: 'facility.origin', title: '用房来源', type: 'text', options: ORIGINS },
  { kind: 'facility.own-room', title: '专用服务用房', type: 'boolean', yes: '有专用服务用房', no: '没有专用服务用房' },
  { kind: 'facility.near-health', title: '与卫生机构相邻', type: 'boolean', yes: '与卫生机构相邻或合设', no: '不与卫生机构相邻' },
  { kind: 'facility.helper', title: '助老员', type: 'boolean', yes: '有助老员', no: '没有助老员' },
  { kind: 'facility.with-village-home', title: '与敬老院一体', type: 'boolean', yes: '与敬老院一体建设', no: '不与敬老院一体' },
  { kind: 'facility.uniform.signs', title: '标识标牌统一', type: 'boolean', yes: '标识标牌统一', no: '标识标牌不统一' },
  { kind: 'facility.uniform.look', title: '外观形象统一', type: 'boolean', yes: '外观形象统一', no: '外观形象不统一' },
  { kind: 'facility.uniform.style', title: '功能风格统一', type: 'boolean', yes: '功能风格统一', no: '功能风格不统一' },
  { kind: 'facility.uniform.culture', title: '文化氛围统一', type: 'boolean', yes: '文化氛围统一', no: '文化氛围不统一' },
  { kind: 'facility.upgraded', title: '已改造提升', type: 'boolean', yes: '已完成改造提升', no: '没有完成改造提升' },
  { kind: 'facility.host', title: '依托场所', type: 'text' },
  { kind: 'facility.hours', title: '开放时间', type: 'text' },
  { kind: 'facility.served-areas', title: '服务的村社', type: 'text' },
  { kind: 'facility.estate', title: '所在小区', type: 'text' },
]

/** What rules may ask beside the stored ones; each follows from a stored one on the day. */
export const DERIVED_FACTS: readonly FacilityFactKind[] = [
  { kind: 'facility.beds', title: '床位', type: 'number', unit: '张' },
  { kind: 'facility.open', title: '正常运营', type: 'boolean', yes: '在正常运营', no: '没有在运营' },
  ...Object.entries(ZONES).map(
    ([zone, title]): FacilityFactKind => ({
      kind: `facility.zone.${zone}`,
      title,
      type: 'boolean',
      yes: `有${title}`,
      no: `没有${title}`,
    }),
  ),
  ...Object.entries(SERVICES).map(
    ([service, title]): FacilityFactKind => ({
      kind: `facility.service.${service}`,
      title: `${title}服务`,
      type: 'boolean',
      yes: `提供${title}`,
      no: `不提供${title}`,
    }),
  ),
]

const BY_KIND = new Map(FACILITY_FACTS.map((fact) => [fact.kind, fact]))
export const factKind = (kind: string): FacilityFactKind | undefined => BY_KIND.get(kind)

/** Keys of a written list (休闲娱乐区、文化教育区 or a|b), and the words nobody knows. */
export function keysOf(words: Readonly<Record<string, string>>, written: string): { keys: string[]; unknown: string[] } {
  const parts = written
    .normalize('NFKC')
    .split(/[|、,;，；\s]+/)
    .filter(Boolean)
  const keys: string[] = []
  const unknown: string[] = []
  for (const part of parts) {
    const found = Object.entries(words).find(([key, title]) => key === part || plain(title) === plain(part))
    if (found) keys.push(found[0])
    else unknown.push(part)
  }
  return { keys: [...new Set(keys)].sort(), unknown }
}

const plain = (word: string) => word.replace(/(功能)?区域?$|服务$/, '')
