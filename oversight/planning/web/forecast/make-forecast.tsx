// One new forecast: which base, until when, what for; then its page opens.
import { newId } from '@songhe/basics/ids'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { FORECAST_BASES, makeForecast } from '../../contract/forecast.ts'

type Base = 'resident' | 'registered'
const LAST = 2040
/** Kept the same from run to run, so that two forecasts differ by what they are counted from and not by chance. */
const SEED = 20_201_101

export function MakeForecast({ base }: { base: Base }) {
  const [id, setId] = useState<string>()
  return (
    <>
      <Button type="primary" onClick={() => setId(newId())}>
        重新推算
      </Button>
      {id && <MakeForm id={id} base={base} onClose={() => setId(undefined)} />}
    </>
  )
}

interface Values {
  base: Base
  lastYear: number
  note?: string
}

function MakeForm({ id, base, onClose }: { id: string; base: Base; onClose(): void }) {
  const [form] = Form.useForm<Values>()
  const write = useWrite(makeForecast)
  const navigate = useNavigate()
  const save = ({ note = '', ...values }: Values) =>
    write.mutateAsync({ body: { id, ...values, seed: SEED, note } }).then(
      () => {
        onClose()
        void navigate({ to: `/planning/forecast/${id}` as never })
      },
      () => {},
    )
  return (
    <Modal
      open
      title="推算老年人口"
      okText="推算并存下"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ base, lastYear: LAST }}>
        <Form.Item name="base" label="口径">
          <Select options={Object.entries(FORECAST_BASES).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item
          name="lastYear"
          label="推算到哪一年"
          extra="死亡率表到2050年为止。"
          rules={[{ required: true, message: '请填写年份' }]}
        >
          <InputNumber min={2021} max={2050} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="note" label="说明">
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}
