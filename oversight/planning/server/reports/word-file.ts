// A report as an A4 Word file in the office's style: margins and sizes near GB/T 9704, fonts by name only, so that the office's own fonts are used.
import type { Paper } from '../../contract.ts'
import type * as Docx from 'docx'
import { dayWords } from './period.ts'

const TITLE = '方正小标宋简体'
const BODY = '仿宋_GB2312'
const HEADING = '黑体'
/** Half points: 二号 22 pt, 三号 16 pt, 小四 12 pt. */
const [SECOND, THIRD, SMALL] = [44, 32, 24]
/** 28 pt from line to line, exactly; two characters in front of a paragraph. */
const LINE = 560
const INDENT = 640
const mm = (length: number) => Math.round((length / 25.4) * 1440)
/** The text block of the standard: 156 mm x 225 mm on A4. */
const PAGE = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28) },
}

export async function wordFile(paper: Paper, { number, issuedOn }: { number: string; issuedOn: string | null }): Promise<Buffer> {
  // Loaded when the first file is asked for: the server starts without it.
  const docx = await import('docx')
  const draw = drawer(docx)
  const document = new docx.Document({
    creator: paper.office,
    title: paper.title,
    styles: { default: { document: { run: { font: fontOf(BODY), size: THIRD } } } },
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: draw.pageNumber() },
        children: [
          draw.centred(paper.title, { font: TITLE, size: SECOND }),
          ...(number
            ? [draw.centred(number, { font: BODY, size: THIRD })]
            : [draw.centred('（待签发）', { font: BODY, size: THIRD })]),
          draw.blank(),
          ...paper.parts.flatMap((part) => [
            draw.paragraph(part.heading, HEADING),
            ...part.sentences.map((sentence) => draw.paragraph(sentence)),
            ...(part.table ? [draw.table(part.table), draw.blank()] : []),
          ]),
          draw.paragraph(paper.closing),
          draw.blank(),
          draw.right(paper.office),
          draw.right(dayWords(issuedOn ?? paper.asOf)),
        ],
      },
    ],
  })
  return docx.Packer.toBuffer(document)
}

const fontOf = (name: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name, cs: name })

function drawer(docx: typeof Docx) {
  const { AlignmentType, LineRuleType, Paragraph, TextRun } = docx
  const spacing = { line: LINE, lineRule: LineRuleType.EXACT }
  const run = (text: string, font = BODY, size = THIRD) => new TextRun({ text, font: fontOf(font), size })
  return {
    centred: (text: string, { font, size }: { font: string; size: number }) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: 700, lineRule: LineRuleType.EXACT },
        children: [run(text, font, size)],
      }),
    paragraph: (text: string, font = BODY) =>
      new Paragraph({ alignment: AlignmentType.BOTH, spacing, indent: { firstLine: INDENT }, children: [run(text, font)] }),
    right: (text: string) =>
      new Paragraph({ alignment: AlignmentType.RIGHT, spacing, indent: { right: INDENT }, children: [run(text)] }),
    blank: () => new Paragraph({ spacing, children: [] }),
    pageNumber: () =>
      new docx.Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: ['— ', docx.PageNumber.CURRENT, ' —'], font: fontOf('宋体'), size: 28 })],
          }),
        ],
      }),
    table: ({ head, widths, rows }: NonNullable<Paper['parts'][number]['table']>) =>
      new docx.Table({
        width: { size: 100, type: docx.WidthType.PERCENTAGE },
        rows: [head, ...rows].map(
          (cells, index) =>
            new docx.TableRow({
              tableHeader: index === 0,
              cantSplit: true,
              children: cells.map(
                (text, column) =>
                  new docx.TableCell({
                    width: { size: widths[column]!, type: docx.WidthType.PERCENTAGE },
                    children: [
                      new Paragraph({
                        spacing: { line: 360, lineRule: LineRuleType.AT_LEAST },
                        ...(index === 0 && { alignment: AlignmentType.CENTER }),
                        children: [run(text, index === 0 ? HEADING : BODY, SMALL)],
                      }),
                    ],
                  }),
              ),
            }),
        ),
      }),
  }
}
