// Money, beds, elders and what waits: each block is headed by a question.
import { useRead } from '@songhe/ui/query'
import { showWaiting } from '../../contract/leader.ts'
import { Opens, recordsPath } from '../opens.tsx'
import type { Sheet } from './leader-page.tsx'

export function LeaderMoney({ sheet }: { sheet: Sheet }) {
  return (
    <section>
      <h2>
        今年的钱，到老人手里多少？<small>元，银行确认到账</small>
      </h2>
      {sheet.money.length === 0 ? (
        <p className="sub">无来源</p>
      ) : (
        <table className="lines">
          <thead>
            <tr>
              <th>项目</th>
              <th className="num">本月</th>
              <th className="num">今年累计</th>
            </tr>
          </thead>
          <tbody>
            {sheet.money.map(({ key, title, month, year, path }) => (
              <tr key={key}>
                <th scope="row">{key === 'sum' ? <b>{title}</b> : title}</th>
                <td className="num">
                  <Opens path={path.replace('window=year', 'window=month')} label={`${title}本月名单`}>
                    {month}
                  </Opens>
                </td>
                <td className="num">
                  <Opens path={path} label={`${title}今年名单`}>
                    {key === 'sum' ? <b>{year}</b> : year}
                  </Opens>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function LeaderBeds({ sheet }: { sheet: Sheet }) {
  const { beds } = sheet
  return (
    <section>
      <h2>
        床位够不够、对不对路？<small>{beds.elders && `按${beds.base} ${beds.elders} 人`}</small>
      </h2>
      {beds.total === '' ? (
        <p className="sub">无来源</p>
      ) : (
        <div className="three-facts">
          <div>
            <b>
              <Opens path={recordsPath('facilities.beds')} label="床位名单">
                {beds.total}
              </Opens>
            </b>
            <span className="xs">过夜床位，张</span>
          </div>
          <div>
            <b>{beds.nursingShare === null ? '说不上' : `${beds.nursingShare}%`}</b>
            <span className="xs">
              护理型{' '}
              <Opens path={recordsPath('facilities.beds', { splits: 'nursing' })} label="护理型床位名单">
                {beds.nursing}
              </Opens>{' '}
              张
            </span>
          </div>
          <div>
            <b>{beds.perThousand ?? '说不上'}</b>
            <span className="xs">{sheet.demo ? '每千名常住老人，张（演示人口是抽样）' : '每千名常住老人，张'}</span>
          </div>
        </div>
      )}
    </section>
  )
}

export function LeaderElders({ sheet }: { sheet: Sheet }) {
  return (
    <section>
      <h2>
        要照顾多少老人？<small>户籍和常住是两种口径，不相加</small>
      </h2>
      {sheet.elders.length === 0 ? (
        <p className="sub">无来源</p>
      ) : (
        <table className="lines">
          <tbody>
            {sheet.elders.map(({ key, title, value, unit, path }) => (
              <tr key={key}>
                <th scope="row">{title}</th>
                <td className="num">
                  <Opens path={path} label={`${title}名单`}>
                    {`${Number(value).toLocaleString('zh-CN')} ${unit}`}
                  </Opens>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

export function LeaderWaiting() {
  const { data = [] } = useRead(showWaiting, {})
  return (
    <section id="waiting">
      <h2>
        哪里在等人定？<small>各处自己的队列，点开就是名单</small>
      </h2>
      {data.length === 0 ? (
        <p className="sub">没有在等的事。</p>
      ) : (
        <table className="lines">
          <tbody>
            {data.map(({ key, title, count, path, late }) => (
              <tr key={key}>
                <th scope="row" className={late ? 'red' : ''}>
                  {title}
                </th>
                <td className="num">
                  <Opens path={path} label={`${title}，${count} 件`}>
                    {count}
                  </Opens>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
