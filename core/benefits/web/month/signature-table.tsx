// The printed table itself. A browser repeats what stands in thead on every sheet; page numbers come from the page margin.
import { upperCaseAmount, yuan } from '@songhe/basics/money'
import type { LineRow } from './run-lines.tsx'

const STYLE = `
.sign{border-collapse:collapse;width:100%;background:#fff;font-size:13px}
.sign th,.sign td{border:1px solid #999;padding:5px 8px;text-align:left;white-space:nowrap}
.sign .title th{border:0;text-align:center;font:600 17px/28px var(--serif)}
.sign .under th{border:0;font-weight:400;padding:0 0 6px}.sign .under span{float:right}
.sign .money{text-align:right}.sign .sign-here{min-width:110px;width:20%}.sign tr{break-inside:avoid}
.sign .end td{border:0;padding:14px 0 0;white-space:normal}
.sign .end span{display:inline-block;min-width:30%}
@media print{
@page{size:A4;margin:12mm 10mm 15mm;@bottom-center{content:"第 " counter(page) " 页，共 " counter(pages) " 页";font-size:10pt}}
.page-head{display:none}.sign{font-size:10.5pt}.sign thead{display:table-header-group}.sign td{padding:2.2mm 2mm}
}`

interface Props {
  title: string
  place: string
  example: boolean
  rows: LineRow[]
}

export function SignatureTable({ title, place, example, rows }: Props) {
  const standing = rows.filter((row) => row.state !== 'cancelled')
  const sum = standing.reduce((total, row) => total + row.fen, 0)
  const people = new Set(standing.map((row) => row.person)).size
  return (
    // biome-ignore lint: a region that scrolls must be reachable by key
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="发放花名册">
      <style>{STYLE}</style>
      <table className="sign">
        <thead>
          <tr className="title">
            <th colSpan={7}>{title}</th>
          </tr>
          <tr className="under">
            <th colSpan={7}>
              {place}
              {example && '　含示例金额，不得作为真实发放依据'}
              <span>单位：元</span>
            </th>
          </tr>
          <tr>
            {['序号', '姓名', '镇街、村居', '项目', '所属月份', '金额', '签字'].map((head) => (
              <th key={head} scope="col" className={head === '金额' ? 'money' : head === '签字' ? 'sign-here' : ''}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {standing.map((row, i) => (
            <tr key={`${row.person}${row.programme}${row.kind}${row.forMonth}`}>
              <td>{i + 1}</td>
              <td>{row.name}</td>
              <td>{row.place}</td>
              <td>
                {row.title}
                {KINDS[row.kind]}
              </td>
              <td>{row.forMonth}</td>
              <td className="money">{yuan(row.fen)}</td>
              <td />
            </tr>
          ))}
          <tr>
            <td colSpan={5}>
              <b>
                合计 {people} 人，{standing.length} 笔　人民币{upperCaseAmount(sum)}
              </b>
            </td>
            <td className="money">
              <b>{yuan(sum)}</b>
            </td>
            <td />
          </tr>
          <tr className="end">
            <td colSpan={7}>
              <span>经办：</span>
              <span>复核：</span>
              <span>村（社区）盖章：</span>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const KINDS: Record<string, string> = { arrear: '（补发）', recovery: '（追回抵扣）', 'one-off': '（更正）' }
