// The check of a list of sites: each row by itself, against the other rows, and against what the register says.
import type { Context } from '@songhe/kernel/context'
import type { CheckPlan } from '@songhe/kernel/sheets/sheet'
import { foldName } from '@songhe/registry/door'
import { kindTitle } from '../../contract/kinds.ts'
import { STATE_LABELS } from '../../contract/shapes.ts'
import { type KnownSite, type SiteBook, siteBook } from './match-sites.ts'
import { type Report, type SiteRow, siteReader } from './read-site-row.ts'

export async function checkSites(ctx: Context, { rows, options, report }: CheckPlan) {
  const read = await siteReader(ctx, options)
  const book = await siteBook(ctx)
  const seen = { code: new Map<string, number>(), name: new Map<string, number>(), address: new Map<string, SiteRow[]>() }
  for await (const batch of rows)
    for (const row of batch) {
      if (row.faulty) continue
      const site = read(row, report)
      if (!site || repeats(site, seen, report)) continue
      const known = book.find(site)
      if (known === 'several') {
        say(report, site, 'code', `${site.line.town}有几处都叫“${site.name}”，请写机构编号区分。`)
        continue
      }
      atOneAddress(site, known, book, seen.address, report)
      if (known) compare(site, known, report)
    }
}

function say(report: Report, { row }: SiteRow, column: string, reason: string, warning = false) {
  report({ row, column, value: '', reason, ...(warning && { warning }) })
}

type Seen = { code: Map<string, number>; name: Map<string, number> }

function repeats(site: SiteRow, seen: Seen, report: Report): boolean {
  const name = `${site.line.townKey}|${foldName(site.name)}|${site.code ?? ''}`
  const before = (site.code ? seen.code.get(site.code) : undefined) ?? seen.name.get(name)
  if (before !== undefined) {
    say(report, site, site.code ? 'code' : 'name', `与第 ${before} 行是同一处，请只留一行。`)
    return true
  }
  if (site.code) seen.code.set(site.code, site.row)
  seen.name.set(name, site.row)
  return false
}

/** Two sites of one kind at one address are refused; of different kinds they may share the house, and it is said. */
function atOneAddress(
  site: SiteRow,
  known: KnownSite | undefined,
  book: SiteBook,
  inFile: Map<string, SiteRow[]>,
  report: Report,
) {
  if (!site.key.index) return
  const key = site.key.index.toString('hex')
  const earlier = inFile.get(key) ?? []
  inFile.set(key, [...earlier, site])
  const registered = book.at(site.key.index).filter((other) => other.id !== known?.id)
  const twin = earlier.find((other) => other.kind === site.kind)
  const same = registered.find((other) => other.kind === site.kind)
  if (twin) say(report, site, 'address', `与第 ${twin.row} 行“${twin.name}”是同一地址的同类设施。确是两处的，请补门牌、楼层。`)
  else if (same)
    say(
      report,
      site,
      'address',
      `这个地址已登记${kindTitle(same.kind)}“${same.name}”。是更名的请在原记录变更；确是另一处的，请补门牌、楼层。`,
    )
  else
    for (const other of [...earlier.map(({ name }) => name), ...registered.map(({ name }) => name)])
      say(report, site, 'address', `与“${other}”同一地址（类别不同），请核对。`, true)
}

function compare(site: SiteRow, known: KnownSite, report: Report) {
  if (known.kind && known.kind !== site.kind)
    say(report, site, 'kind', `已登记为${kindTitle(known.kind)}。类别变化请在设施页办理“转型”，留下日期和依据。`)
  if (site.stateWritten && known.state !== site.state)
    say(
      report,
      site,
      'state',
      `已登记的状态是“${STATE_LABELS[known.state]}”，导入不改状态；请在设施页办理开业、暂停或恢复。`,
      true,
    )
  if (known.area !== site.area) say(report, site, 'village', '已登记在另一村社；迁址请在设施页办理变更。')
  else if (site.address && known.addressKey && known.addressKey !== site.key.key)
    say(report, site, 'address', `已登记的地址是“${known.address}”，导入后改为表内地址。`, true)
}
