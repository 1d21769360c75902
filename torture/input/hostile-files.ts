// Files that no clerk means to send: bombs, lies, disguises. Each with what must become of it.
import { crc32, deflateRawSync } from 'node:zlib'
import { bytesOf, writeStream } from '@songhe/kernel/sheets/excel'

export interface HostileFile {
  what: string
  bytes(): Promise<Buffer> | Buffer
  /** refused: in plain words, at once. read: taken as the table it is. */
  fate: 'refused' | 'read'
}

interface Part {
  name: string
  bytes: Buffer
  /** What the directory says of it, where that is a lie. */
  says?: { size?: number; packed?: number; flags?: number }
  /** Already packed. */
  packed?: Buffer
}

export function zipOf(parts: readonly Part[]): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes, says = {}, packed = deflateRawSync(bytes) } of parts) {
    const title = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(says.flags ?? 0x800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(bytes), 10)
    head.writeUInt32LE(says.packed ?? packed.length, 14)
    head.writeUInt32LE(says.size ?? bytes.length, 18)
    head.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, title, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), head, tail, title)
    chunks.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...chunks, list, end])
}

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of one sheet around this sheet text. */
export function workbookOf(
  sheet: string | Buffer,
  more: readonly Part[] = [],
  sheetSays?: Part['says'],
  packed?: Buffer,
): Buffer {
  return zipOf([
    {
      name: 'xl/_rels/workbook.xml.rels',
      bytes: xml(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/workbook.xml',
      bytes: xml(
        `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    },
    ...more,
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: typeof sheet === 'string' ? xml(sheet) : sheet,
      ...(sheetSays && { says: sheetSays }),
      ...(packed && { packed }),
    },
  ])
}

export const sheetOf = (rows: string, after = '') =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`
export const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
const HEAD = `<row r="1">${cell('A1', '身份证号')}${cell('B1', '姓名')}${cell('C1', '镇街')}${cell('D1', '村社')}</row>`
const ROW = `<row r="2">${cell('A2', '500199194603120022')}${cell('B2', '测某某')}${cell('C2', '一镇')}${cell('D2', '一村')}</row>`

const zeros = (megabytes: number) => deflateRawSync(Buffer.alloc(megabytes * 2 ** 20))

export const HOSTILE: readonly HostileFile[] = [
  { what: 'nothing at all', fate: 'refused', bytes: () => Buffer.alloc(0) },
  {
    what: 'an old .xls under a new name',
    fate: 'refused',
    bytes: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)]),
  },
  {
    what: 'a web page called .xlsx',
    fate: 'refused',
    bytes: () => Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>'),
  },
  {
    what: 'an XML spreadsheet of 2003',
    fate: 'refused',
    bytes: () => xml('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
  },
  {
    what: 'a picture',
    fate: 'refused',
    bytes: () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2_000)]),
  },
  { what: 'a program', fate: 'refused', bytes: () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000)]) },
  { what: 'a zip that is no workbook', fate: 'refused', bytes: () => zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]) },
  { what: 'a workbook cut in half', fate: 'refused', bytes: async () => (await honest()).subarray(0, 600) },
  {
    what: 'a workbook without its end',
    fate: 'refused',
    bytes: async () => {
      const whole = await honest()
      return whole.subarray(0, whole.length - 22)
    },
  },
  {
    what: 'a workbook with a macro',
    fate: 'refused',
    bytes: () => workbookOf(sheetOf(HEAD + ROW), [{ name: 'xl/vbaProject.bin', bytes: Buffer.from('x') }]),
  },
  { what: 'a workbook with a password', fate: 'refused', bytes: () => workbookOf(sheetOf(HEAD + ROW), [], { flags: 1 }) },
  {
    what: 'a bomb that says so: 1.3 GB in 1.3 MB',
    fate: 'refused',
    bytes: () => workbookOf(Buffer.alloc(0), [], { size: 1_300 * 2 ** 20 }, zeros(1)),
  },
  {
    what: 'a bomb that says it is small: 400 MB said to be 1 MB',
    fate: 'refused',
    bytes: () => workbookOf(Buffer.alloc(0), [], { size: 2 ** 20 }, zeros(400)),
  },
  {
    what: 'a bomb of 10 GB in 64 bits',
    fate: 'refused',
    bytes: () => workbookOf(Buffer.alloc(0), [], { size: 0xffffffff, packed: 0xffffffff }, zeros(1)),
  },
  {
    what: 'ten thousand parts',
    fate: 'refused',
    bytes: () => zipOf(Array.from({ length: 10_000 }, (_, i) => ({ name: `xl/${i}`, bytes: Buffer.alloc(0) }))),
  },
  {
    what: 'entities that multiply',
    fate: 'refused',
    bytes: () =>
      workbookOf(
        Buffer.from(
          `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${sheetOf(HEAD.replace('姓名', '&b;'))}`,
        ),
      ),
  },
  { what: 'a sheet that is no XML', fate: 'refused', bytes: () => workbookOf(Buffer.from('not xml at all <<<<')) },
  { what: 'an empty sheet', fate: 'refused', bytes: () => workbookOf(sheetOf('')) },
  {
    what: 'a list of strings said to be 400 MB',
    fate: 'refused',
    bytes: () =>
      workbookOf(sheetOf(HEAD + ROW), [
        { name: 'xl/sharedStrings.xml', bytes: Buffer.alloc(0), packed: zeros(1), says: { size: 400 * 2 ** 20 } },
      ]),
  },
  {
    what: 'links to another computer',
    fate: 'read',
    bytes: () => workbookOf(sheetOf(HEAD + ROW), [{ name: 'xl/externalLinks/externalLink1.xml', bytes: xml('<externalLink/>') }]),
  },
  {
    what: 'formulas with and without a value',
    fate: 'read',
    bytes: () =>
      workbookOf(
        sheetOf(
          `${HEAD}<row r="2"><c r="A2" t="str"><f>CONCATENATE("500199","194603120022")</f><v>500199194603120022</v></c><c r="B2"><f>cmd|' /C calc'!A0</f></c></row>`,
        ),
      ),
  },
  {
    what: 'cells merged over three rows',
    fate: 'read',
    bytes: () =>
      workbookOf(
        sheetOf(
          `${HEAD}${ROW}<row r="3">${cell('A3', '500199194603130028')}</row>`,
          '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>',
        ),
      ),
  },
  {
    what: 'a row far below, at 1,048,576',
    fate: 'read',
    bytes: () => workbookOf(sheetOf(`${HEAD}${ROW}<row r="1048576">${cell('A1048576', 'x')}</row>`)),
  },
  {
    what: 'a cell in the last column',
    fate: 'read',
    bytes: () => workbookOf(sheetOf(`${HEAD}<row r="2">${cell('A2', '500199194603120022')}${cell('XFD2', 'x')}</row>`)),
  },
  { what: 'text with NUL in it', fate: 'refused', bytes: () => Buffer.from('身份证号,姓名\n500199194603120022,测\0某\n') },
  {
    what: 'text in UTF-16',
    fate: 'read',
    bytes: () =>
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('身份证号,姓名,镇街,村社\n500199194603120022,测某某,一镇,一村\n', 'utf16le'),
      ]),
  },
  {
    what: 'one line of five million characters',
    fate: 'refused',
    bytes: () => Buffer.from(`身份证号,姓名\n500199194603120022,${'甲'.repeat(1_600_000)}\n`),
  },
  {
    what: 'a quote that never ends',
    fate: 'refused',
    bytes: () => Buffer.from(`身份证号,姓名\n"500199194603120022,${'测某某\n'.repeat(20_000)}`),
  },
]

const honest = () =>
  bytesOf((target) =>
    writeStream(target, {
      sheet: '名册',
      columns: [{ title: '身份证号' }, { title: '姓名' }],
      rows: [['500199194603120022', '测某某']],
    }),
  )
