// What each column of the file means: proposed by the header, changed by the clerk, remembered for the next file with this header.
import { checkImport, listSheets, previewHead } from '@songhe/kernel/sheets/contract'
import type { ReplyOf } from '@songhe/basics/contract'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { momentOf } from './import-words.tsx'
import { OptionFields } from './option-fields.tsx'
import { SampleTable } from './sample-table.tsx'
import type { ShownImport } from './import-page.tsx'

type Head = ReplyOf<typeof previewHead>

const KNOWN: Record<Head['template'], string> = {
  current: '本系统模板，各栏已对应好。',
  old: '本系统的旧模板，新增的栏目请核对。',
  foreign: '按表头对应了各栏，请核对。',
}

export function ColumnsStep({ shown }: { shown: ShownImport }) {
  const { id, sheet, state } = shown.import
  const [place, setPlace] = useState<{ worksheet?: string; headerRow?: number }>({})
  const head = useRead(previewHead, { params: { id }, query: place })
  const sheets = useRead(listSheets, {})
  const definition = sheets.data?.sheets.find(({ key }) => key === sheet)
  if (!head.data || !definition) return <ProblemNote error={head.error ?? sheets.error} />
  const { data } = head
  return (
    <>
      {shown.earlier && state === 'previewed' && (
        <p className="problem" role="status">
          <b>这份文件导入过一部分。</b>
          {shown.earlier.committedBy} {momentOf(shown.earlier.committedAt ?? shown.earlier.startedAt)}{' '}
          导入了其中可以导入的行；再次提交时，内容相同的行不会重复登记。
        </p>
      )}
      <section
        className="card inside"
        style={{ display: 'flex', gap: 16, flexWrap: 'wrap', alignItems: 'end' }}
        aria-label="读哪里"
      >
        {data.worksheets.length > 1 && (
          <label className="field">
            工作表
            <Select
              value={data.worksheet}
              style={{ minWidth: 160 }}
              onChange={(worksheet) => setPlace({ worksheet })}
              options={data.worksheets.map(({ name, hidden }) => ({ value: name, label: hidden ? `${name}（隐藏）` : name }))}
            />
          </label>
        )}
        <label className="field">
          表头在第几行
          <InputNumber
            min={1}
            max={200}
            value={data.headerRow}
            onChange={(headerRow) => headerRow && setPlace({ worksheet: data.worksheet, headerRow })}
          />
        </label>
        <p className="sub" style={{ flex: '1 1 260px', paddingBottom: 6 }}>
          {data.remembered ? '这种表头以前对应过，已照上次的办。' : KNOWN[data.template]}
        </p>
      </section>
      <ProblemNote error={head.error} />
      <Mapped key={`${data.worksheet} ${data.headerRow}`} shown={shown} head={data} definition={definition} />
    </>
  )
}

type Definition = ReplyOf<typeof listSheets>['sheets'][number]

function Mapped({ shown, head, definition }: { shown: ShownImport; head: Head; definition: Definition }) {
  const [mapping, setMapping] = useState(head.mapping)
  const [options, setOptions] = useState(shown.options)
  const check = useWrite(checkImport)
  const missing = definition.columns.filter(({ key, required }) => required && mapping[key] === undefined)
  const left = head.titles.filter((title, index) => title && !Object.values(mapping).includes(index))
  const start = () => {
    const { worksheet, headerRow } = head
    check.mutate({ params: { id: shown.import.id }, body: { worksheet, headerRow, mapping, options } })
  }
  return (
    <>
      <SampleTable head={head} columns={definition.columns} mapping={mapping} onChange={setMapping} />
      {definition.options.length > 0 && <OptionFields definition={definition.options} values={options} onChange={setOptions} />}
      <ProblemNote error={check.error} />
      <DecisionBar
        acts={
          <Button type="primary" size="large" disabled={missing.length > 0} loading={check.isPending} onClick={start}>
            校验
          </Button>
        }
      >
        <span>
          已对应 <b>{Object.keys(mapping).length}</b> 栏
        </span>
        {missing.length > 0 && <span className="red">必填还缺：{missing.map(({ title }) => title).join('、')}</span>}
        {left.length > 0 && (
          <span className="sub">
            不导入 {left.length} 列：{left.slice(0, 6).join('、')}
            {left.length > 6 && '等'}
          </span>
        )}
      </DecisionBar>
    </>
  )
}
