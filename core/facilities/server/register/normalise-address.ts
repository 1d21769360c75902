// One address, however it is written: the key by which a site is the same site, whatever its name, its legal person or its registrar.

export interface AddressPlace {
  /** Names that may stand in front and say nothing more: city, district, town, village. */
  above: readonly string[]
}

const CITY = ['中国', '重庆市', '重庆']
const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const NUMERAL = '[零〇一二两三四五六七八九十百]+'
/** Units behind which a number counts; a road called 三峡路 keeps its characters. */
const UNITS = '号楼|号|栋|幢|座|单元|层|楼|室|房|组|社|队|弄|期|门'
const NUMBERED = new RegExp(`(${NUMERAL})(?=(?:${UNITS})(?![村镇乡区]))`, 'g')
const ATTACHED = new RegExp(`附(${NUMERAL})(?=号)`, 'g')

/**
 * The address in one form: half width, no blanks or signs, no places above, numerals in digits, one word per unit.
 * Applying it to its own result changes nothing. Notes in brackets are dropped. Empty text gives empty text.
 */
export function normaliseAddress(written: string, place: AddressPlace = { above: [] }): string {
  let text = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[([{【〔].*?[)\]}】〕]/g, '')
    .replace(/[—–―‐‑‒−~～]+/g, '-')
    .replace(/[\s,，.。．·、;；:：'"“”‘’|/\\]+/g, '')
  text = withoutPlaces(text, [...CITY, ...place.above])
  text = text.replace(ATTACHED, (_whole, numeral: string) => `附${arabic(numeral)}`)
  text = text.replace(NUMBERED, (numeral) => String(arabic(numeral)))
  text = text
    .replace(/村民小组|居民小组|小组/g, '组')
    .replace(/(\d)(社|队)(?![村镇乡区])/g, '$1组')
    .replace(/号楼|幢|座/g, '栋')
    .replace(/(\d)楼/g, '$1层')
    .replace(/(\d)房(?!屋)/g, '$1室')
    .replace(/附0*(\d+)号/g, '附$1号')
    .replace(/(\d)号-0*(\d+)(号)?/g, '$1号附$2号')
    .replace(/0*(\d+)-0*(\d+)号/g, '$1号附$2号')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replace(/^-+|-+$/g, '')
  // Cutting may have laid bare a place or a numeral that was hidden before.
  return text === written ? text : normaliseAddress(text, place)
}

/** Each name is cut from the front as long as one stands there, the longest first; something must remain. */
function withoutPlaces(text: string, names: readonly string[]): string {
  const ordered = [...new Set(names.filter(Boolean))].sort((a, b) => b.length - a.length)
  for (let rest = text; ; ) {
    const found = ordered.find((name) => rest.startsWith(name) && rest.length > name.length)
    if (!found) return rest
    rest = rest.slice(found.length)
  }
}

/** 二十一 is 21, 一百零三 is 103, 二〇三 is 203. */
function arabic(numeral: string): number {
  if (!/[十百]/.test(numeral)) return Number([...numeral].map((one) => DIGITS[one]).join(''))
  let total = 0
  let digit = 0
  for (const one of numeral) {
    if (one === '十' || one === '百') {
      total += (digit || 1) * (one === '十' ? 10 : 100)
      digit = 0
    } else digit = DIGITS[one]!
  }
  return total + digit
}
