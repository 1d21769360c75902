// Contract lines of the numbers half and the verbs behind them.
import { route } from '@songhe/kernel/capability'
import * as contract from '../contract.ts'
import { listShort } from './coverage/list-short.ts'
import { showCoverage } from './coverage/show-coverage.ts'
import { decideFlag } from './indicators/decide-flag.ts'
import { defineIndicator } from './indicators/define-indicator.ts'
import { listFlags } from './indicators/flags.ts'
import { freezeIndicator } from './indicators/freeze-indicator.ts'
import { listIndicators } from './indicators/list-indicators.ts'
import { listRecords } from './indicators/list-records.ts'
import { observeIndicator } from './indicators/observe-indicator.ts'
import { registerIndicator } from './indicators/register-indicator.ts'
import { listReportRecords, listReports, recomputeReport } from './indicators/reports.ts'
import { showIndicator } from './indicators/show-indicator.ts'
import { compareDistricts } from './leader/compare-districts.ts'
import { listChecks } from './leader/list-checks.ts'
import { showLeader } from './leader/show-leader.ts'
import { showWaiting } from './leader/waiting.ts'
import { listMeasures } from './measures/list-measures.ts'
import { startRollUp } from './measures/start-roll-up.ts'

export const numberRoutes = [
  route(contract.listIndicators, listIndicators),
  route(contract.registerIndicator, registerIndicator),
  route(contract.showIndicator, showIndicator),
  route(contract.defineIndicator, defineIndicator),
  route(contract.observeIndicator, observeIndicator),
  route(contract.freezeIndicator, freezeIndicator),
  route(contract.listRecords, listRecords),
  route(contract.listReports, listReports),
  route(contract.recomputeReport, recomputeReport),
  route(contract.listReportRecords, listReportRecords),
  route(contract.listFlags, listFlags),
  route(contract.decideFlag, decideFlag),
  route(contract.listMeasures, listMeasures),
  route(contract.rollUp, startRollUp),
  route(contract.showCoverage, showCoverage),
  route(contract.listShort, listShort),
  route(contract.showLeader, showLeader),
  route(contract.showWaiting, showWaiting),
  route(contract.compareDistricts, compareDistricts),
  route(contract.listChecks, listChecks),
]
