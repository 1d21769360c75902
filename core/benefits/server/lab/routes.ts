// Everything the laboratory gives to the room's capability.
import { type MountedRoute, route, type SettingLine } from '@songhe/kernel/capability'
import * as contract from '../../contract-lab.ts'
import { backTest } from './back-test.ts'
import { exclusionMatrix } from './exclusion-matrix.ts'
import { forecastScheme } from './forecast.ts'
import { labNames } from './names-of-trial.ts'
import { reloadRoll } from './reload-roll.ts'
import { showCombination } from './show-combination.ts'
import { showLab } from './show-lab.ts'
import { simulate } from './simulate.ts'

export const labRoutes: MountedRoute[] = [
  route(contract.showLab, showLab),
  route(contract.simulate, simulate),
  route(contract.labNames, labNames),
  route(contract.forecastScheme, forecastScheme),
  route(contract.backTest, backTest),
  route(contract.exclusionMatrix, exclusionMatrix),
  route(contract.showCombination, showCombination),
  route(contract.reloadRoll, reloadRoll),
]

export const labSettings: readonly SettingLine[] = [
  {
    key: 'lab-budget-fen',
    group: '政策实验室',
    title: '今后十二个月的待遇预算',
    note: '试算时作为预算线；0 表示没有定。由本单位按预算批复填写。',
    kind: 'money',
    otherwise: 0,
    min: 0,
    max: 1_000_000_000_000,
    permission: 'settings.figures',
  },
]
