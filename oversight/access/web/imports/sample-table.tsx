// The first ten rows as they stand in the file, with the meaning of each column chosen above it. Long numbers are masked.
import type { listSheets, previewHead } from '@songhe/kernel/sheets/contract'
import type { ReplyOf } from '@songhe/basics/contract'
import { Select } from 'antd'
import './sample-table.css'

type Mapping = Record<string, number>

interface Props {
  head: ReplyOf<typeof previewHead>
  columns: ReplyOf<typeof listSheets>['sheets'][number]['columns']
  mapping: Mapping
  onChange(mapping: Mapping): void
}

export function SampleTable({ head, columns, mapping, onChange }: Props) {
  const keyOf = (index: number) => Object.keys(mapping).find((key) => mapping[key] === index)
  const choose = (index: number, key: string | undefined) => {
    const rest = Object.entries(mapping).filter(([other, at]) => at !== index && other !== key)
    onChange(Object.fromEntries(key === undefined ? rest : [...rest, [key, index]]))
  }
  const choices = columns.map(({ key, title, required }) => ({ value: key, label: required ? `${title}（必填）` : title }))
  const width = Math.max(head.titles.length, ...head.sample.map(({ cells }) => cells.length))
  const indexes = Array.from({ length: width }, (_none, index) => index)
  return (
    <section className="card" aria-label="栏目对应和前十行">
      <div className="sample" tabIndex={0} role="region" aria-label="前十行，可以左右滚动">
        <table>
          <thead>
            <tr>
              <th scope="col" className="stone">
                行
              </th>
              {indexes.map((index) => (
                <th key={index} scope="col">
                  <span className="title">{head.titles[index] || `第 ${index + 1} 列`}</span>
                  <Select
                    aria-label={`“${head.titles[index] || `第 ${index + 1} 列`}”对应的栏目`}
                    value={keyOf(index)}
                    onChange={(key) => choose(index, key)}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder="不导入"
                    options={choices}
                    popupMatchSelectWidth={200}
                    style={{ width: '100%' }}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {head.sample.map(({ row, cells }) => (
              <tr key={row}>
                <th scope="row" className="stone num">
                  {row}
                </th>
                {indexes.map((index) => (
                  <td key={index} className={keyOf(index) ? '' : 'stone'}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {head.sample.length === 0 && <p className="sub inside">表头下面没有数据行。</p>}
      </div>
    </section>
  )
}
