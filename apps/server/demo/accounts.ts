// One demo account per role and district; the password is printed at the start and valid only in a demo.
import type { RoleKey } from '@songhe/kernel/capability'

export const DEMO_PASSWORD = 'Songhe-2026'

export interface DemoDistrict {
  key: number
  name: string
  short: string
}

export const DEMO_DISTRICTS: readonly DemoDistrict[] = [
  { key: 4, name: '开州区', short: 'kz' },
  { key: 1, name: '沙坪坝区', short: 'spb' },
  { key: 2, name: '垫江县', short: 'dj' },
  { key: 3, name: '渝北区', short: 'yb' },
  { key: 5, name: '巫溪县', short: 'wx' },
]

export interface DemoPost {
  role: RoleKey
  suffix: string
  title: string
  name: string
  /** The town officer sees the district's first town only. */
  town?: boolean
}

export const DEMO_POSTS: readonly DemoPost[] = [
  { role: 'clerk', suffix: 'jingban', title: '区县民政局 养老服务科 经办', name: '陈雨桐' },
  { role: 'reviewer', suffix: 'fuhe', title: '区县民政局 养老服务科 复核', name: '何志远' },
  { role: 'finance', suffix: 'caiwu', title: '区县民政局 财务科', name: '罗文静' },
  { role: 'town-officer', suffix: 'zhenjie', title: '镇街民政办', name: '熊晓琴', town: true },
  { role: 'auditor', suffix: 'shenji', title: '审计检查', name: '唐正平' },
  { role: 'system-admin', suffix: 'xitong', title: '系统管理员', name: '邓思源' },
  { role: 'security-admin', suffix: 'anquan', title: '安全管理员', name: '冯立群' },
  { role: 'audit-admin', suffix: 'rizhi', title: '审计管理员', name: '蒋明华' },
]

export const usernameOf = (district: DemoDistrict, post: DemoPost) => `${district.short}-${post.suffix}`
