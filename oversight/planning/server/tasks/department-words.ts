// The bodies that divisions of work name: how a printed list falls apart, which words are groups of towns, and which spellings mean one function.

export type DepartmentKind = 'body' | 'all-towns' | 'towns' | 'streets' | 'chosen-towns' | 'open'

/** For comparing only; the printed word is always kept. */
export const foldDepartment = (word: string) => word.normalize('NFKC').replace(/[\s*#]/g, '')

/** A list of bodies in one cell: 、 ， or | between, brackets of either kind around, closing words behind. */
export function splitBodies(cell: string): string[] {
  const bare = cell
    .replace(/[\s*#]/g, '')
    .replace(/^[〔([【](.*)[〕)\]】]$/, '$1')
    .replace(/^(责任单位|责任部门|牵头单位)[:：]/, '')
    .replace(/按职责分工负责[。.]?$/, '')
  return bare
    .split(/[|、，,;；]/)
    .map((word) => word.replace(/^(以及|及|和)/, '').replace(/[。.]$/, ''))
    .filter(Boolean)
}

/** Words that mean several towns, or bodies nobody lists. */
const GROUPS: readonly [RegExp, DepartmentKind][] = [
  [/^各(镇街|镇街道|乡镇\(街道\)|镇\(街道\)|乡镇街道|镇人民政府和街道办事处)$/, 'all-towns'],
  [/^各(乡镇|镇|乡镇人民政府|镇人民政府)$/, 'towns'],
  [/^(各)?(街道|街道办事处)$/, 'streets'],
  [/^(相关|有关)(镇街|乡镇|乡镇\(街道\)|街道)$/, 'chosen-towns'],
  [/^(区|县)?(区级|县级)?(有关|相关)(部门|单位)$/, 'open'],
]

export function kindOfWord(word: string): DepartmentKind {
  const folded = foldDepartment(word)
  return GROUPS.find(([pattern]) => pattern.test(folded))?.[1] ?? 'body'
}

/** One function under the names that districts print; 区 or 县 in front is left out. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  民政: ['民政局'],
  财政: ['财政局'],
  发展改革: ['发展改革委', '发展和改革委员会', '发改委'],
  规划自然资源: ['规划自然资源局', '规划和自然资源局'],
  住房城乡建设: ['住房城乡建委', '住房城乡建设委', '住房和城乡建设委员会', '住建委'],
  卫生健康: ['卫生健康委', '卫健委'],
  国有资产: ['国资委', '国资管理服务中心', '国资监管中心'],
  消防: ['消防救援支队', '消防救援大队'],
  公安: ['公安分局', '公安局'],
  城市管理: ['城管局', '城市管理局'],
  市场监管: ['市场监管局', '市场监督管理局'],
  经济信息: ['经济信息委', '经信委'],
  人力社保: ['人力社保局', '人力资源社会保障局'],
  就业: ['就业局', '就业人才事务中心'],
  医疗保障: ['医保局', '医疗保障局'],
  文化旅游: ['文化旅游委', '文旅委'],
  农业农村: ['农委', '农业农村委'],
  共青团: ['团委', '团区委', '团县委'],
}

export function functionOfWord(word: string): string {
  const folded = foldDepartment(word)
  const bare = folded.replace(/^[区县](?!委|政府)/, '')
  for (const [key, words] of Object.entries(FUNCTIONS)) if (words.includes(bare) || words.includes(folded)) return key
  return ''
}
