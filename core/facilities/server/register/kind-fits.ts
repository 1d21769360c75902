// T-26: a station belongs to a residents' committee, a point to a villagers' committee, a street centre to a street; the rates differ tenfold.
import { kindOf } from '../../contract/kinds.ts'
import type { AreaLine } from './area-line.ts'

/** Why the kind does not fit the place, in plain Chinese; empty when it does. */
export function misfitOf(kindKey: string, line: AreaLine): string {
  const kind = kindOf(kindKey)
  if (!kind) return `不认识的设施类别“${kindKey}”。`
  if (kind.committee && line.village === null) return `${kind.title}要落到村或社区，只写了${line.town}。`
  if (kind.committee && line.committee && kind.committee !== line.committee)
    return `${line.town}${line.village}是${line.committee === 'residents' ? '社区（居委会）' : '村（村委会）'}，与“${kind.title}”不符。`
  const isStreet = line.town.endsWith('街道')
  if (kind.town && (kind.town === 'street') !== isStreet)
    return `${line.town}是${isStreet ? '街道' : '乡镇'}，与“${kind.title}”不符。`
  return ''
}
