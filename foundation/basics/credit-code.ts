// 统一社会信用代码 (GB 32100-2015): eighteen characters, two of them checks; what is wrong with one, and what kind of body it names.

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** GB 11714-1997: the organisation code in positions 9 to 17 has a check of its own, over digits and all letters. */
const BODY_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

export type BodyKind =
  | 'organ'
  | 'institution'
  | 'association'
  | 'social-service'
  | 'foundation'
  | 'enterprise'
  | 'sole-trader'
  | 'other'

const KINDS: Record<string, BodyKind> = {
  '11': 'organ',
  '12': 'institution',
  '51': 'association',
  '52': 'social-service',
  '53': 'foundation',
  '91': 'enterprise',
  '92': 'sole-trader',
}

export const BODY_KIND_LABELS: Record<BodyKind, string> = {
  organ: '机关',
  institution: '事业单位',
  association: '社会团体',
  'social-service': '民办非企业单位',
  foundation: '基金会',
  enterprise: '企业',
  'sole-trader': '个体工商户',
  other: '其他机构',
}

export interface CreditCodeReading {
  code: string
  kind: BodyKind
}

export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17[i]!), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** The check of an organisation code of eight characters: 0 to 9 or X. */
export function bodyCheckCharacter(first8: string): string {
  const sum = BODY_WEIGHTS.reduce((total, weight, i) => total + weight * BODY_ALPHABET.indexOf(first8[i]!), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/**
 * Reads what a clerk typed: full-width characters, blanks and small letters are forgiven, nothing else.
 * @returns the code and the kind of body, or `{ error }` in plain Chinese
 */
export function readCreditCode(raw: string): CreditCodeReading | { error: string } {
  const code = raw.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (code.length !== 18) return { error: `统一社会信用代码应为 18 位，现在是 ${code.length} 位。` }
  const odd = [...code].find((character) => !ALPHABET.includes(character))
  if (odd) return { error: `统一社会信用代码里不会有“${odd}”，请核对（没有 I、O、S、V、Z）。` }
  if (!/^\d{6}$/.test(code.slice(2, 8))) return { error: '统一社会信用代码的第 3 至 8 位应为数字（登记机关）。' }
  if (creditCheckCharacter(code.slice(0, 17)) !== code[17])
    return { error: '统一社会信用代码最后一位校验不符，请对照证书逐位核对。' }
  if (bodyCheckCharacter(code.slice(8, 16)) !== code[16])
    return { error: '统一社会信用代码的第 17 位校验不符，请对照证书逐位核对。' }
  return { code, kind: KINDS[code.slice(0, 2)] ?? 'other' }
}
