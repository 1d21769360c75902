// F4: what is taken away is read by a spreadsheet. Names that would be formulas, and numbers that would be rounded, leave as text.
import { readEntries, textOf } from '@songhe/kernel/sheets/zip-entries'
import { newId } from '@songhe/basics/ids'
import { importFile } from '@songhe/kernel/sheets/import-file'
import { downloadErrors } from '@songhe/kernel/sheets/downloads'
import type { FileReply } from '@songhe/kernel/http/file-reply'
import { type AttackWorld, HOME_DISTRICT, openAttackWorld } from '../access/attack-world.ts'
import { layTripwire, openProber } from '../access/probe.ts'
import { type AnyLine, keyOf, requestOf } from '../access/requests.ts'
import { linesOf, mayCall } from '../access/scope-matrix.ts'
import { withTestServer } from '../test-server.ts'
import type { Arena, Finding, Trial } from '../trial.ts'

const EVIL = [
  '=1+1',
  '+8613900000001',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '=HYPERLINK("http://evil","看")',
  "=cmd|' /C calc'!A0",
  '＝1＋1',
]

async function tables(_arena: Arena, breaks?: (text: string) => string): Promise<Finding> {
  return withTestServer(async () => {
    const attack = await openAttackWorld()
    await layTripwire(attack)
    const faults: string[] = []
    const prober = await openProber(attack)
    let [files, cells] = [0, 0]
    try {
      for (const line of linesOf(attack.catalogue.capabilities).filter((one) => one.path.endsWith('/sheet'))) {
        const evil = EVIL[files % EVIL.length]!
        await rename(attack, evil)
        const caller = attack.attackers.find((one) => one.post === 'district' && mayCall(attack, line, one))!
        const bytes = await taken(prober.app, line, caller.cookie, attack)
        if (!bytes) continue
        files++
        for (const page of readEntries(bytes).filter(({ name }) => /worksheets\//.test(name))) {
          const text = breaks ? breaks(textOf(bytes, page)) : textOf(bytes, page)
          cells += text.split('<c ').length - 1
          if (/<f[ >/]/.test(text)) faults.push(`${keyOf(line)}: a live formula`)
          if (/<v>\d{12,}<\/v>/.test(text)) faults.push(`${keyOf(line)}: a long number as a number`)
        }
      }
      if (!breaks) await returned(attack, faults)
      return { figures: { tables: files, cells }, faults }
    } finally {
      await prober.close()
      await attack.close()
    }
  })
}

const rename = ({ world, targets }: AttackWorld, name: string) =>
  world.owner('update registry.person set name = $1, name_masked = $1, address = $1 where area = $2', [
    name,
    targets.village.area,
  ])

async function taken(
  app: Awaited<ReturnType<typeof openProber>>['app'],
  line: AnyLine,
  cookie: string,
  attack: AttackWorld,
): Promise<Buffer | undefined> {
  const { params, query } = requestOf(line, attack.targets.village)
  if (line.path === '/people/sheet') delete query.q
  const path = line.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const reply = await app.inject({ url: `/api${path}`, query: query as Record<string, string>, headers: { cookie } })
  return reply.statusCode === 200 ? reply.rawPayload : undefined
}

/** The clerk's own text file back with reasons: opened in a spreadsheet again. */
async function returned({ world }: AttackWorld, faults: string[]) {
  const rows = EVIL.map((evil) => `123,"${evil.replaceAll('"', '""')}",500199194603120022`)
  const bytes = Buffer.from(`身份证号,姓名,备注\n${rows.join('\n')}\n${newId()},,\n`)
  const file = await world.as({ district: HOME_DISTRICT, roles: ['clerk'] }, async (ctx) => {
    const { import: made } = await importFile(ctx, {
      sheet: 'roll',
      name: 'a.csv',
      bytes,
      partly: false,
      progress: async () => {},
    })
    return (await downloadErrors(ctx, { params: { id: made.id } })) as FileReply
  })
  for (const line of file.bytes.toString('utf8').split('\r\n'))
    for (const cell of line.split(','))
      if (/^"?[=+@＝＋＠\t]/.test(cell) || /^"?\d{15,}"?$/.test(cell))
        faults.push(`the marked text file holds a live cell: ${cell}`)
}

export const f4: Trial = {
  id: 'F4',
  title: 'Every table taken away while elders are called =1+1, @SUM, =HYPERLINK, and the marked file that goes back to a clerk',
  target: '0 live formulas, 0 long numbers as numbers',
  tier: 'a',
  run: (arena) => tables(arena),
  control: {
    breaks: 'names are written as formulas',
    run: (arena) => tables(arena, (text) => text.replace(/<[tv][^>]*>=/g, '<f>=')),
  },
}
