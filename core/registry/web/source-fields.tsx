// Who says it and on which day: asked the same way in every form.
import { Form, Input, Select } from 'antd'
import type { SourceKind } from '../contract/shapes.ts'

export interface SourceValues {
  sourceKind: SourceKind
  label: string
  reportedOn: string
}

const KINDS: { value: SourceKind; label: string }[] = [
  { value: 'police', label: '公安' },
  { value: 'aid', label: '社会救助' },
  { value: 'disabled-federation', label: '残联' },
  { value: 'insurance', label: '社保、医保' },
  { value: 'health', label: '卫生健康' },
  { value: 'home-visit', label: '上门核实' },
  { value: 'town', label: '镇街' },
  { value: 'person', label: '本人或家属' },
]

export function SourceFields() {
  return (
    <>
      <Form.Item name="sourceKind" label="来源" rules={[{ required: true, message: '请选择来源' }]}>
        <Select options={KINDS} />
      </Form.Item>
      <Form.Item name="label" label="来源名称" rules={[{ required: true, message: '例如：区残联名册' }]}>
        <Input maxLength={80} placeholder="例如：区残联名册、明月村上门" />
      </Form.Item>
      <Form.Item name="reportedOn" label="来源日期" rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
    </>
  )
}
