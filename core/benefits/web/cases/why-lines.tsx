// Conditions of the rules as the items that the one 为什么 part shows.
import type { WhyItem } from '@songhe/ui/why'
import type { WhyLine } from '../../contract-explain.ts'

export const whyItems = (lines: readonly WhyLine[]): WhyItem[] =>
  lines.map((line) => ({
    verdict: line.verdict,
    text: `${line.verdict === 'missing' ? line.condition : (line.value ?? line.condition)}${line.since ? `，${line.since} 起` : ''}`,
    ...(line.source && { source: line.source }),
    ...(line.reportedOn && { date: line.reportedOn }),
  }))
