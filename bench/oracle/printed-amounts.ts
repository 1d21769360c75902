// The tables of the five districts and of the city, copied by hand as an official reads them, in yuan a month. The oracle never parses a pack: a slip there must show here.

export type District = 'kaizhou' | 'dianjiang' | 'yubei' | 'shapingba' | 'wuxi'

export const PROGRAMMES = [
  'old-age-allowance',
  'service-subsidy',
  'destitute-care',
  'disability-living',
  'disability-nursing',
] as const
export type Programme = (typeof PROGRAMMES)[number]

export interface OldAge {
  ground: string
  amounts: string
  from: string
  at80: number
  at90: number
  at100: number
}

export interface Service {
  ground: string
  amounts: string
  from: string
  /** Moderately disabled and worse (level 2 and up), at any age. */
  disabled: number
  /** 80 and over without such a level; an ability nobody assessed is no obstacle. */
  veryOld: number
}

export interface Printed {
  oldAge: Record<District, OldAge>
  service: Record<District, Service>
  destituteCare: { amounts: string; from: string; full: number; half: number; none: number }
  disabilityLiving: { ground: string; amounts: string; from: string; holder: number }
  disabilityNursing: { ground: string; amounts: string; from: string; grade1: number; grade2: number }
}

const CITY_GROUND = '渝民发〔2021〕15号 两项补贴'
const CITY_AMOUNTS = '重庆市2026年残疾人两项补贴标准通知 补贴标准'

export const PRINTED: Printed = {
  oldAge: {
    kaizhou: {
      ground: '开州府办发〔2024〕35号 三（一）2',
      amounts: '示例决定-开州-1',
      from: '2024-05-30',
      at80: 100,
      at90: 200,
      at100: 500,
    },
    dianjiang: { ground: '示例决定-垫江-3', amounts: '示例决定-垫江-1', from: '2020-03-12', at80: 60, at90: 150, at100: 300 },
    yubei: { ground: '示例决定-渝北-3', amounts: '示例决定-渝北-1', from: '2021-01-01', at80: 80, at90: 180, at100: 500 },
    shapingba: {
      ground: '示例决定-沙坪坝-3',
      amounts: '示例决定-沙坪坝-1',
      from: '2020-05-20',
      at80: 100,
      at90: 200,
      at100: 500,
    },
    wuxi: { ground: '示例决定-巫溪-3', amounts: '示例决定-巫溪-1', from: '2022-12-05', at80: 50, at90: 100, at100: 300 },
  },
  service: {
    kaizhou: {
      ground: '开州府办发〔2024〕35号 三（一）2',
      amounts: '示例决定-开州-2',
      from: '2024-05-30',
      disabled: 300,
      veryOld: 200,
    },
    dianjiang: { ground: '示例决定-垫江-4', amounts: '示例决定-垫江-2', from: '2020-03-12', disabled: 260, veryOld: 150 },
    yubei: { ground: '示例决定-渝北-4', amounts: '示例决定-渝北-2', from: '2021-01-01', disabled: 300, veryOld: 200 },
    shapingba: {
      ground: '沙府办发〔2020〕56号 二（十九）',
      amounts: '示例决定-沙坪坝-2',
      from: '2020-05-20',
      disabled: 300,
      veryOld: 200,
    },
    wuxi: {
      ground: '巫溪府办发〔2022〕83号 三（十一）19 (5)',
      amounts: '示例决定-巫溪-2',
      from: '2022-12-05',
      disabled: 220,
      veryOld: 120,
    },
  },
  destituteCare: { amounts: '示例决定-重庆-1', from: '2020-01-01', full: 300, half: 200, none: 50 },
  disabilityLiving: { ground: CITY_GROUND, amounts: CITY_AMOUNTS, from: '2026-01-01', holder: 100 },
  disabilityNursing: { ground: CITY_GROUND, amounts: CITY_AMOUNTS, from: '2026-01-01', grade1: 110, grade2: 100 },
}
