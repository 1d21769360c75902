// The money part of an elder's printed file: each programme with its reasons, and the last twelve months in figures.
import { yuan } from '@songhe/basics/money'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { Why } from '@songhe/ui/why'
import * as contract from '../../contract-explain.ts'
import { explainStyle } from './explain-style.ts'
import { whyItems } from './why-lines.tsx'

export function PersonBenefitsPrint({ person: { id: person } }: { person: { id: string } }) {
  const told = useRead(contract.explainPerson, { params: { person }, query: {} })
  if (told.error) return <ProblemNote error={told.error} />
  if (!told.data) return <p className="sub">正在准备…</p>
  const { programmes, months, sentence, example, month, merged } = told.data
  const sum = (key: 'paidFen' | 'toPayFen' | 'owedFen') => months.reduce((total, one) => total + one[key], 0)
  const moving = months.filter((one) => one.paidFen + one.toPayFen + one.owedFen > 0)
  return (
    <>
      <style href="benefits-explain" precedence="low">
        {explainStyle}
      </style>
      <p>
        {Number(month.slice(5))}月应得 {yuan(told.data.dueFen)} 元，已得 {yuan(told.data.receivedFen)} 元。{sentence}
        {example && '含示例金额，须由本区确认后使用。'}
      </p>
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">状态</th>
            <th scope="col" className="num">
              应得（元）
            </th>
            <th scope="col" className="num">
              已得（元）
            </th>
            <th scope="col">为什么</th>
          </tr>
        </thead>
        <tbody>
          {programmes.map((one) => (
            <tr key={one.programme}>
              <th scope="row">{one.title}</th>
              <td>{one.stateTitle}</td>
              <td className="num">{one.dueFen ? yuan(one.dueFen) : '—'}</td>
              <td className="num">{one.receivedFen ? yuan(one.receivedFen) : '—'}</td>
              <td>
                <Why items={whyItems(one.state === 'none' ? one.why.filter((line) => line.verdict !== 'met') : one.why)} />
                {one.citation && `依据：${one.citation.document} ${one.citation.clause}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {moving.length > 0 && (
        <table className="sheet" style={{ marginTop: 8 }}>
          <thead>
            <tr>
              <th scope="col">月份</th>
              <th scope="col" className="num">
                已到账（元）
              </th>
              <th scope="col" className="num">
                待发（元）
              </th>
              <th scope="col" className="num">
                该发未发（元）
              </th>
            </tr>
          </thead>
          <tbody>
            {moving.map((one) => (
              <tr key={one.month}>
                <th scope="row">{one.month}</th>
                <td className="num">{yuan(one.paidFen)}</td>
                <td className="num">{yuan(one.toPayFen)}</td>
                <td className="num">{yuan(one.owedFen)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">合计</th>
              <td className="num">{yuan(sum('paidFen'))}</td>
              <td className="num">{yuan(sum('toPayFen'))}</td>
              <td className="num">{yuan(sum('owedFen'))}</td>
            </tr>
          </tbody>
        </table>
      )}
      {merged && (
        <p>
          其中在并入的 {merged.records} 份重复档案名下发放 {merged.lines} 笔，{yuan(merged.fen)} 元。
        </p>
      )}
    </>
  )
}
