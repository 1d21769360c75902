// What a masked value looks like (standards: masking_rules, common practice). Masking happens on the server, per permission.

/** 张* / 王*明 / 欧阳*华: first and last character stay, everything between becomes one star. */
export function maskName(name: string): string {
  const characters = [...name]
  if (characters.length <= 1) return name
  if (characters.length === 2) return `${characters[0]}*`
  const keepTwo = characters.length === 4 && COMPOUND_SURNAMES.has(characters[0]! + characters[1]!)
  return `${characters[0]}${keepTwo ? characters[1] : ''}*${characters.at(-1)}`
}

/** First six and last four inside the office. */
export const maskCitizenId = (id: string) => `${id.slice(0, 6)}${'*'.repeat(Math.max(0, id.length - 10))}${id.slice(-4)}`
export const maskPhone = (phone: string) => (phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`)
export const maskAccount = (account: string) => `****${account.slice(-4)}`

const COMPOUND_SURNAMES = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '夏侯',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
])
