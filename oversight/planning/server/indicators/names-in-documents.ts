// Different words of one document for one thing, as read by us: an import puts them together and says so; the print of each is kept.

/** Document -> groups of names; the first is the name under which the indicator is kept. */
const NAMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  yubei: [
    ['家庭养老床位建设数', '家庭养老床位'],
    ['设置失智照护床位的养老机构', '失智老人照护机构'],
    ['居家养老服务人次', '居家养老服务'],
    ['《养老机构服务安全基本规范》达标率', '《养老机构服务安全基本规范》强制性标准达标率'],
  ],
  wuxi: [['财政（福彩公益金）投入比例', '福彩公益金区县留存部分用于养老的比例']],
}

/** For comparing only: spaces, quotes, book marks and brackets are written this way and that. */
export const foldTitle = (title: string) => title.normalize('NFKC').replace(/[\s"“”'‘’《》〈〉()[\]【】、,]/g, '')

/** The name an indicator of this document is kept under. */
export function keptName(document: string, title: string): string {
  const folded = foldTitle(title)
  return NAMES[document]?.find((group) => group.some((name) => foldTitle(name) === folded))?.[0] ?? title
}
