// By town, told by documents, and reported: the three lists beside an indicator.
import { Link } from '@tanstack/react-router'
import type { IndicatorFile } from '../../contract/indicators.ts'
import { Opens, recordsPath } from '../opens.tsx'

export function TownsCard({ file }: { file: IndicatorFile }) {
  if (file.towns.length === 0) return null
  return (
    <section className="card">
      <h2>{`分镇街，${file.towns.length} 个`}</h2>
      <div
        className="inside scroll-x"
        tabIndex={0}
        role="group"
        aria-label="分镇街的数"
        style={{ maxHeight: 420, overflowY: 'auto' }}
      >
        <table className="lines">
          <thead>
            <tr>
              <th>镇街</th>
              {file.parts.map(({ name }) => (
                <th key={name} className="num">
                  {name}
                </th>
              ))}
              <th className="num">结果</th>
            </tr>
          </thead>
          <tbody>
            {file.towns.map((town) => (
              <tr key={town.area}>
                <th scope="row">{town.name}</th>
                {file.parts.map((part, index) => (
                  <td key={part.name} className="num">
                    {part.measure && town.parts[index] !== null ? (
                      <Opens
                        path={recordsPath(part.measure, { splits: part.splits.join(','), area: town.area })}
                        label={`${town.name}的${part.name}`}
                      >
                        {town.parts[index]}
                      </Opens>
                    ) : (
                      (town.parts[index] ?? '')
                    )}
                  </td>
                ))}
                <td className="num">{town.value ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

export function ObservationsCard({ file }: { file: IndicatorFile }) {
  if (file.observations.length === 0) return null
  return (
    <section className="card">
      <h2>按文件登记的数</h2>
      <ul className="inside people-list">
        {file.observations.map((one) => (
          <li key={one.id}>
            <span>{one.day}</span>
            <span className="sub">
              {one.document}
              {one.note && `，${one.note}`}，{one.recordedBy}
            </span>
            <b>{`${one.value}${one.unit}`}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function ReportsCard({ file }: { file: IndicatorFile }) {
  return (
    <section className="card">
      <h2>报出去的数，冻结了</h2>
      <div className="inside">
        {file.reports.length === 0 ? (
          <p className="sub">还没有报出过。</p>
        ) : (
          <table className="lines">
            <thead>
              <tr>
                <th>报表</th>
                <th>截至</th>
                <th className="num">当时报</th>
                <th className="num">记录</th>
              </tr>
            </thead>
            <tbody>
              {file.reports.map((report) => (
                <tr key={report.id}>
                  <th scope="row">
                    <Link to={`/planning/reports/${report.id}` as never}>{report.name}</Link>
                  </th>
                  <td>{report.asOf}</td>
                  <td className="num">{`${report.valueText}${report.unit}`}</td>
                  <td className="num">{report.records}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}
