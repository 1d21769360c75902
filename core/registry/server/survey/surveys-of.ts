// The surveys of one elder for the eye, newest first: every answer beside the day and the one who asked.
import type { SurveyView } from '../../contract/survey.ts'
import { FACT_KINDS, factKind, factText } from '../facts/fact-kinds.ts'
import type { Known } from '../facts/facts-of.ts'

const ORDER = new Map(FACT_KINDS.map((kind, i) => [kind.kind, i]))

export function surveysIn(known: readonly Known[]): SurveyView[] {
  const asked = known.filter((fact) => factKind(fact.kind)?.group === '调查')
  return [...Map.groupBy(asked, (fact) => fact.source).entries()]
    .map(([id, facts]) => ({
      id,
      day: facts[0]!.reportedOn,
      by: facts[0]!.label,
      consent: facts[0]!.consent ?? '',
      agreed: facts[0]!.agreed,
      // A later survey cuts an answer in two; it is still one answer.
      answers: [...new Map(facts.map((fact) => [fact.kind, fact])).values()]
        .sort((a, b) => ORDER.get(a.kind)! - ORDER.get(b.kind)!)
        .map((fact) => ({ kind: fact.kind, title: factKind(fact.kind)!.title, text: factText(fact.kind, fact.value) })),
    }))
    .sort((a, b) => (a.day < b.day ? 1 : -1))
}
