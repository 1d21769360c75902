// Accessibility of a page as it stands, by axe-core: WCAG 2 A and AA.
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface Violation {
  id: string
  nodes: { html: string }[]
}

/** One line per violation, empty when there is none. */
export async function axeViolations(page: Page): Promise<string[]> {
  const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  await page.evaluate(await import('node:fs/promises').then((fs) => fs.readFile(source, 'utf8')))
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(where: Document, how: object): Promise<{ violations: Violation[] }> } }
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })).violations
  })
  return violations.map((violation) => `${violation.id} ×${violation.nodes.length}: ${violation.nodes[0]?.html.slice(0, 160)}`)
}
