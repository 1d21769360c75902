// Whether a value fits its kind, and how the office says it.
import { isDay } from '@songhe/basics/day'
import { factKind, SERVICES, ZONES } from '../../contract/facts.ts'
import { kindOf, kindTitle } from '../../contract/kinds.ts'

/** What is wrong with a value, in plain Chinese; empty when nothing is. */
export function faultOf(kind: string, value: string): string {
  const line = factKind(kind)
  if (!line) return `没有“${kind}”这类情况。`
  if (kind === 'facility.kind') return kindOf(value) ? '' : `不认识的设施类别“${value}”。`
  if (kind === 'facility.zones') return unknownKeys(ZONES, value, '功能分区')
  if (kind === 'facility.services') return unknownKeys(SERVICES, value, '服务项目')
  if (kind === 'facility.operator') return /^[0-9a-f-]{36}$/.test(value) ? '' : '运营主体要从名录里选。'
  if (line.options && !(value in line.options)) return `${line.title}只能是：${Object.values(line.options).join('、')}。`
  if (line.type === 'boolean' && value !== 'true' && value !== 'false') return `${line.title}只能是“是”或“否”。`
  if (line.type === 'number' && !/^\d{1,8}(\.\d{1,2})?$/.test(value)) return `${line.title}应填数字，最多两位小数。`
  if (kind.startsWith('facility.beds.') && !/^\d{1,5}$/.test(value)) return `${line.title}应填整数。`
  if (line.type === 'date' && !isDay(value)) return `${line.title}应填日期。`
  return ''
}

function unknownKeys(words: Readonly<Record<string, string>>, value: string, what: string): string {
  const unknown = value.split(',').filter((key) => key && !(key in words))
  return unknown.length ? `${what}里不认识：${unknown.join('、')}。` : ''
}

export function factText(kind: string, value: string, operators?: ReadonlyMap<string, string>): string {
  const line = factKind(kind)
  if (kind === 'facility.kind') return kindTitle(value)
  if (kind === 'facility.operator') return operators?.get(value) ?? '（名录外）'
  if (kind === 'facility.zones') return listed(ZONES, value)
  if (kind === 'facility.services') return listed(SERVICES, value)
  if (line?.options) return line.options[value] ?? value
  if (line?.type === 'boolean') return value === 'true' ? '是' : '否'
  return line?.unit ? `${value} ${line.unit}` : value
}

const listed = (words: Readonly<Record<string, string>>, value: string) =>
  value
    .split(',')
    .filter(Boolean)
    .map((key) => words[key] ?? key)
    .join('、') || '无'
