// 定算法: names of the formula, each from a measure with its splits or a constant with its place; what others use may be taken over as it stands.
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { defineIndicator, type IndicatorFile, listMeasures } from '../../contract/indicators.ts'
import type { DefinitionInput } from '../../contract/shapes.ts'

interface Named extends DefinitionInput {
  name: string
}

interface Draft {
  words: string
  countsNot?: string
  formula?: string
  named?: Named[]
  unit?: string
  base?: string
  places?: number
  reason?: string
}

export function DefineButton({ file }: { file: IndicatorFile }) {
  const [id, setId] = useState<string>()
  return (
    <>
      <Button onClick={() => setId(newId())}>{file.definition ? '改算法' : '定算法'}</Button>
      {id && <DefineForm file={file} id={id} onClose={() => setId(undefined)} />}
    </>
  )
}

const namedOf = (inputs: Readonly<Record<string, DefinitionInput>>): Named[] =>
  Object.entries(inputs).map(([name, input]) => ({ name, ...input }))

function DefineForm({ file, id, onClose }: { file: IndicatorFile; id: string; onClose(): void }) {
  const [form] = Form.useForm<Draft>()
  const { data: measures = [] } = useRead(listMeasures, {})
  const write = useWrite(defineIndicator)
  const start: Draft = file.definition
    ? { ...file.definition, named: namedOf(file.definition.inputs), reason: '' }
    : { words: '', unit: file.unit, places: 2, named: [] }
  const takeOver = () => file.offered && form.setFieldsValue({ ...file.offered, named: namedOf(file.offered.inputs) })
  const save = ({ words, countsNot = '', formula = '', named = [], unit = '', base = '', places = 2, reason = '' }: Draft) =>
    write
      .mutateAsync({
        params: { id: file.id },
        body: { id, words, countsNot, formula, unit, base, places, reason, inputs: Object.fromEntries(named.map(inputOf)) },
      })
      .then(onClose, () => {})
  const names = Form.useWatch('named', form) ?? []
  return (
    <Modal
      open
      width={820}
      title={`“${file.title}”怎么算`}
      okText="定下"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {file.offered && (
        <p style={{ marginBottom: 10 }}>
          <Button size="small" onClick={takeOver}>
            采用随系统提供的算法
          </Button>{' '}
          <span className="sub">{file.offered.words}</span>
        </p>
      )}
      <Form form={form} layout="vertical" onFinish={save} initialValues={start}>
        <Form.Item name="words" label="用一两句话说清怎么算" rules={[{ required: true, message: '请写清怎么算' }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item name="countsNot" label="不算什么">
          <Input maxLength={200} />
        </Form.Item>
        <Form.List name="named">
          {(fields, { add, remove }) => (
            <fieldset style={{ border: '1px solid var(--line)', borderRadius: 6, padding: '8px 12px', marginBottom: 16 }}>
              <legend className="sub">公式里的名称，各取哪里的数</legend>
              {fields.map((field) => {
                const chosen = measures.find(({ key }) => key === names[field.name]?.measure)
                return (
                  <div key={field.key} className="form-grid" style={{ marginBottom: 8 }}>
                    <Form.Item
                      name={[field.name, 'name']}
                      label="名称"
                      rules={[{ required: true, message: '请写名称' }]}
                      style={{ margin: 0 }}
                    >
                      <Input maxLength={40} />
                    </Form.Item>
                    <Form.Item name={[field.name, 'measure']} label="来源" style={{ margin: 0 }}>
                      <Select
                        allowClear
                        showSearch
                        optionFilterProp="label"
                        options={measures.map(({ key, title, unit }) => ({ value: key, label: `${title}（${unit}）` }))}
                      />
                    </Form.Item>
                    {chosen ? (
                      <Form.Item name={[field.name, 'splits']} label="只算这些（不选就是全部）" style={{ margin: 0 }}>
                        <Select
                          mode="multiple"
                          optionFilterProp="label"
                          options={chosen.splits.map(({ key, title }) => ({ value: key, label: title }))}
                        />
                      </Form.Item>
                    ) : (
                      <Form.Item name={[field.name, 'constant']} label="或一个常数" style={{ margin: 0 }}>
                        <Input maxLength={24} />
                      </Form.Item>
                    )}
                    {!chosen && (
                      <Form.Item name={[field.name, 'source']} label="常数的出处" style={{ margin: 0 }}>
                        <Input maxLength={200} />
                      </Form.Item>
                    )}
                    <Button onClick={() => remove(field.name)}>去掉</Button>
                  </div>
                )
              })}
              <Button size="small" onClick={() => add({ name: '' })}>
                加一个名称
              </Button>
            </fieldset>
          )}
        </Form.List>
        <Form.Item
          name="formula"
          label="公式"
          extra="名称和数字的四则运算，例如：有中心的镇街 / 全部镇街 * 100。没有来源的指标空着。"
        >
          <Input maxLength={500} style={{ fontFamily: 'ui-monospace, Consolas, monospace' }} />
        </Form.Item>
        <div className="form-grid">
          <Form.Item name="unit" label="单位">
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="base" label="人口口径">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="places" label="小数位数">
            <InputNumber min={0} max={6} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Form.Item name="reason" label="为什么这样定" rules={[{ required: true, min: 4, message: '至少写 4 个字' }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}

function inputOf({ name, measure, splits, window, constant, source }: Named): [string, DefinitionInput] {
  if (measure) return [name, { measure, ...(splits?.length && { splits }), ...(window && { window }) }]
  return [name, { ...(constant && { constant }), ...(source && { source }) }]
}
