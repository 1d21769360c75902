// How offices call the five programmes in their own lists; anything else is returned to the clerk, never guessed.
import { PROGRAMMES, type Programme } from '../../contract-cases.ts'

const OTHER_NAMES: Record<Programme, string[]> = {
  'old-age-allowance': [
    '高龄补贴',
    '高龄补助',
    '高龄老人津贴',
    '高龄老人补贴',
    '高龄生活津贴',
    '尊老金',
    '敬老津贴',
    '长寿津贴',
    '长寿补贴',
  ],
  'service-subsidy': ['服务补贴', '居家养老服务补贴', '失能老人服务补贴', '高龄失能养老服务补贴', '经济困难老人养老服务补贴'],
  'destitute-care': ['特困人员护理补贴', '特困照料护理补贴', '特困人员照料护理费', '特困护理费', '五保护理费'],
  'disability-living': ['残疾人生活补贴', '困难残疾人补贴', '困难残疾人生活补助'],
  'disability-nursing': ['重残护理补贴', '重度残疾人护理费', '重度残疾护理补贴', '残疾人护理补贴'],
}

const byName = new Map<string, Programme>(
  (Object.keys(PROGRAMMES) as Programme[]).flatMap((programme) =>
    [PROGRAMMES[programme], ...OTHER_NAMES[programme]].map((name) => [name, programme] as const),
  ),
)

export function programmeNamed(text: string): Programme | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  return byName.get(plain) ?? byName.get(plain.replace(/\(.*\)$/, ''))
}

export const PROGRAMMES_SAID = Object.values(PROGRAMMES).join('、')
