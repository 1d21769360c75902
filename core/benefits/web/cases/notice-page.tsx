// The public notice as it hangs in the street: A4, masked names, decision numbers, last day for objections.
import { useRead } from '@songhe/ui/query'
import { yuan } from '@songhe/basics/money'
import { Button, Skeleton } from 'antd'
import * as contract from '../../contract-cases.ts'
import { deskStyle } from './desk-style.ts'
import { explainStyle } from './explain-style.ts'

export function NoticePage() {
  const notice = useRead(contract.showNotice, { query: {} })
  if (!notice.data) return <Skeleton active />
  const { district, on, rows } = notice.data
  return (
    <article style={{ maxWidth: 860, margin: '0 auto', background: '#fff', padding: 16 }}>
      <style href="benefits-desk" precedence="low">
        {deskStyle}
      </style>
      <style href="benefits-explain" precedence="low">
        {explainStyle}
      </style>
      <Button className="no-print" type="primary" style={{ float: 'right' }} onClick={() => window.print()}>
        打印
      </Button>
      <h1 className="case-title">{district}民政局养老待遇公示</h1>
      <p>
        {rows.length > 0 ? `${on} 起公示名单，共 ${rows.length} 人。` : `${on} 没有正在公示的人。`}
        对名单有异议的，请在公示期内向区民政局或所在镇街提出。
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className="prog-scroll" tabIndex={0} aria-label="公示名单">
        <table className="prog">
          <thead>
            <tr>
              <th>决定号</th>
              <th>姓名</th>
              <th>年龄</th>
              <th>镇街、村居</th>
              <th>项目</th>
              <th className="money">每月（元）</th>
              <th>起发月</th>
              <th>公示期</th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && (
              <tr>
                <td colSpan={8} className="stone">
                  复核同意需公示的办件后，名单会出现在这里。
                </td>
              </tr>
            )}
            {rows.map((row) => (
              <tr key={row.number}>
                <td>{row.decisionNumber}</td>
                <td>{row.name}</td>
                <td>{row.age}</td>
                <td>
                  {row.town}
                  {row.village}
                </td>
                <td>{row.programmeTitle}</td>
                <td className="money">{yuan(row.monthlyFen)}</td>
                <td>{row.startMonth}</td>
                <td>
                  {row.noticeFrom} 至 {row.noticeTo}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </article>
  )
}
