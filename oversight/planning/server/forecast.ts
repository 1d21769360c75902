// The parts of planning about the forecast of the elderly.
import { type Capability, route } from '@songhe/kernel/capability'
import * as contract from '../contract/forecast.ts'
import { commands } from './forecast/commands.ts'
import { compareForecasts } from './forecast/compare-forecasts.ts'
import { listForecasts } from './forecast/list-forecasts.ts'
import { makeForecast } from './forecast/make-forecast.ts'
import { plantForecast } from './forecast/plant-forecast.ts'
import { showForecast } from './forecast/show-forecast.ts'

export const forecast = {
  permissions: { 'planning.forecast': { title: '推算老年人口并存下', roles: ['clerk'], wholeDistrict: true } },
  routes: [
    route(contract.listForecasts, listForecasts),
    route(contract.makeForecast, makeForecast),
    route(contract.showForecast, showForecast),
    route(contract.compareForecasts, compareForecasts),
  ],
  commands,
  demo: [{ order: 65, title: '老年人口预测', run: plantForecast }],
} satisfies Omit<Capability, 'name' | 'title'>
