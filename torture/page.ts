// The page that says how the product is tried, written from the trials themselves and the figures of the last full run.
import { NOT_TRIED } from './not-tried.ts'
import type { Results } from './torture.ts'
import type { Trial } from './trial.ts'

const KINDS: Record<string, string> = {
  D: 'Durability: what was acknowledged stays',
  M: 'Money and concurrency: nothing is paid twice',
  Z: 'Access and privacy: nobody sees what is not theirs',
  F: 'Hostile input',
  N: 'Outside and time',
  W: 'The whole system',
}

export function pageOf(run: Results, trials: readonly Trial[]): string {
  const held = run.results.filter((result) => result.held).length
  const lines = [
    '# How we try to break it',
    '',
    '<!-- Written by `npm run torture -- --page` from torture/results.json; do not edit. -->',
    '',
    'Every trial runs twice: first against the product **broken on purpose**, where it must find faults, then against the product, where it must find none.',
    'A trial whose broken product went unnoticed counts as failed. After every trial that touched data the invariants of all rooms are asked as SQL (W2).',
    'Answers of the 5xx kind, unhandled rejections and PANIC lines in the logs are faults too.',
    '',
    '```',
    'npm run torture                      # tier a: before every submission',
    'npm run torture -- --tier b          # nightly; --tier c before a release',
    'npm run torture -- --only D1 --seed 7',
    '```',
    '',
    `Last full run: ${run.at.slice(0, 10)}, tier ${run.tier}, seed ${run.seed}, ${run.minutes} minutes on ${run.machine}. **${held} held, ${run.results.length - held} failed.**`,
    '',
  ]
  for (const [kind, title] of Object.entries(KINDS)) {
    const group = trials.filter((trial) => trial.id.startsWith(kind))
    if (group.length === 0) continue
    lines.push(`## ${title}`, '')
    for (const trial of group) lines.push(...section(trial, run), '')
  }
  lines.push('## What is not tried, or not here', '', ...NOT_TRIED.map((line) => `- ${line}`), '')
  return lines.join('\n')
}

function section(trial: Trial, run: Results): string[] {
  const result = run.results.find(({ id }) => id === trial.id)
  const figures = Object.entries(result?.finding.figures ?? {}).map(([what, value]) => `${what} ${value}`)
  const left = run.leftOut.find(({ id }) => id === trial.id)
  const found = result
    ? `${result.held ? 'held' : '**failed**'} in ${result.seconds} s: ${figures.join(', ')}; the broken product showed ${result.controlFaults} faults`
    : left
      ? `left out: ${left.lack}`
      : `not in the last full run (first tier: ${trial.tier})`
  return [
    `### ${trial.id}`,
    '',
    `${trial.title}.`,
    '',
    `- Must hold: ${trial.target}.`,
    `- The control breaks: ${trial.control.breaks}.`,
    `- Last run: ${found}.`,
    ...(result?.finding.faults ?? []).slice(0, 5).map((fault) => `  - fault: ${fault.replaceAll('\n', ' ').slice(0, 300)}`),
    ...(result?.trouble ? [`  - trouble: ${result.trouble.split('\n')[0]}`] : []),
  ]
}
