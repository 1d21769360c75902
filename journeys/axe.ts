// Accessibility of a page as it stands, by axe-core: WCAG 2 A and AA.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** One line per violation, empty when there is none. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The console changes pages without loading anew, so axe is mostly there already.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(where: Document, how: object): Promise<{ violations: Violation[] }> } }
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'], resultTypes: ['violations'] })).violations
  })
  return violations.map((violation) => `${violation.id} ×${violation.nodes.length}: ${violation.nodes[0]?.html.slice(0, 160)}`)
}
