// 怎么算: the definition in words, the formula with its numbers, each opening its records; what no register counts says so.
import type { IndicatorFile } from '../../contract/indicators.ts'
import { Opens, recordsPath } from '../opens.tsx'

export function HowCounted({ file }: { file: IndicatorFile }) {
  const { definition } = file
  return (
    <section className="card">
      <h2>怎么算</h2>
      <div className="inside" style={{ display: 'grid', gap: 8 }}>
        {!definition && (
          <p>
            <b>无来源。</b>文件没有写这项指标怎么算，也还没有定下算法。
            {file.offered && <span className="sub"> 有随系统提供的算法可以采用：{file.offered.words}</span>}
          </p>
        )}
        {definition && (
          <>
            <p>{definition.words}</p>
            {definition.formula ? (
              <p>
                <code>{definition.formula}</code> = <b>{file.value === null ? '算不出来' : `${file.value}${file.unit}`}</b>
              </p>
            ) : (
              <p className="sub">只有文字，没有公式：数要按文件登记。</p>
            )}
            <table className="lines">
              <tbody>
                {file.parts.map((part) => (
                  <tr key={part.name}>
                    <th scope="row">
                      <b>{part.name}</b>
                      <div className="xs">
                        {part.measureTitle}
                        {part.splitTitles.length > 0 && `：${part.splitTitles.join('、')}`}
                        {part.source && `，${part.source}`}
                      </div>
                      {part.note && <div className="xs">{part.note}</div>}
                    </th>
                    <td className="num">
                      {part.value === null ? (
                        <span className="stone">无来源</span>
                      ) : part.measure ? (
                        <Opens
                          path={recordsPath(part.measure, { splits: part.splits.join(',') })}
                          label={`${part.name}背后的记录`}
                        >
                          {`${part.value}${part.unit}`}
                        </Opens>
                      ) : (
                        part.value
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <dl className="facts" style={{ gridTemplateColumns: 'max-content 1fr' }}>
              {definition.countsNot && (
                <div>
                  <dt>不算</dt>
                  <dd>{definition.countsNot}</dd>
                </div>
              )}
              <div>
                <dt>取整</dt>
                <dd>{`${definition.places} 位小数，四舍五入`}</dd>
              </div>
              <div>
                <dt>算法</dt>
                <dd>{`第 ${definition.version} 版，${definition.recordedBy}：${definition.reason}`}</dd>
              </div>
            </dl>
          </>
        )}
      </div>
    </section>
  )
}
