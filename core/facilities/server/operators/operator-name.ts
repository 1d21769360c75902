// What is left of an operator's name without its place and its form of company: the same body is written in many ways.

const FORMS =
  /(股份有限公司|有限责任公司|集团有限公司|有限公司|分公司|集团|公司|民办非企业单位|社会工作服务中心|服务中心|养老服务|养老产业|健康产业|健康管理|发展|管理|养老)$/
const PLACES = /^(中国|重庆市|重庆|[\p{Script=Han}]{2,3}?(?:区|县|市))/u

/** 重庆市开州区松鹤养老服务有限公司 and 松鹤养老（重庆） are both 松鹤; a name that would vanish stays as it is. */
export function foldOperator(name: string): string {
  let text = name
    .normalize('NFKC')
    .replace(/\(.*?\)|[\s,.·、"'“”‘’-]/g, '')
    .toLowerCase()
  for (let before = ''; before !== text; ) {
    before = text
    const shorter = text.replace(FORMS, '').replace(PLACES, '')
    if ([...shorter].length >= 2) text = shorter
  }
  return text
}
