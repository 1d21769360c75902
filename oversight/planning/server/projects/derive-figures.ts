// What the printed figures of one programme give together: square metres a bed, floor ratio, share rebuilt. Each with its numerator and denominator; printed figures stay as they are.

export interface PrintedFigure {
  item: string
  unit: string
  quantity: number | null
}

export interface Derived {
  title: string
  formula: string
  value: string
}

/** 1 亩 is 666.67 square metres in these papers. */
const FACTORS: Readonly<Record<string, number>> = { 亩: 666.67, 'm²': 1, '㎡': 1, 平方米: 1, 平方公里: 1_000_000 }
const ROLES: readonly [role: 'land' | 'floor' | 'used', words: RegExp][] = [
  ['land', /占地|用地面积/],
  ['floor', /建设规模|改造总建筑面积|建筑面积/],
  ['used', /业务用房面积/],
]

export function deriveFigures(lines: readonly PrintedFigure[]): Derived[] {
  const beds = lines.find(({ unit, quantity }) => unit === '张' && quantity)
  const square = (role: 'land' | 'floor' | 'used') => {
    const words = ROLES.find(([name]) => name === role)![1]
    const line = lines.find(({ item, unit, quantity }) => quantity && words.test(item) && FACTORS[unit])
    return line && { line, metres: line.quantity! * FACTORS[line.unit]! }
  }
  const [land, floor, used] = [square('land'), square('floor'), square('used')]
  const told: Derived[] = []
  if (land && beds) told.push(perBed('每床用地', land, beds.quantity!))
  if (floor && beds) told.push(perBed('每床建筑面积', floor, beds.quantity!))
  if (land && floor)
    told.push({
      title: '容积率',
      formula: `${grouped(floor.metres)} ÷ ${grouped(land.metres)}`,
      value: (floor.metres / land.metres).toFixed(2),
    })
  if (used && floor)
    told.push({
      title: '改造部分占比',
      formula: `${grouped(floor.metres)} ÷ ${grouped(used.metres)}`,
      value: `${((floor.metres / used.metres) * 100).toFixed(1)}%`,
    })
  return told
}

interface Square {
  line: PrintedFigure
  metres: number
}

function perBed(title: string, { line, metres }: Square, beds: number): Derived {
  const shown = line.unit === '亩' ? `${line.quantity} 亩 × 666.67` : grouped(metres)
  const value = metres / beds
  return {
    title,
    formula: `${shown} ÷ ${grouped(beds)} 张`,
    value: `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} 平方米`,
  }
}

const grouped = (value: number) => Math.round(value).toLocaleString('en-US')
