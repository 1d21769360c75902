// Puts one site on the register; what does not fit is said before anything is written.
import { newId } from '@songhe/basics/ids'
import { AreaPicker } from '@songhe/registry/web-door'
import { useMe } from '@songhe/ui/me'
import { useNotice } from '@songhe/ui/notice'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { SERVICES, ZONES } from '../contract/facts.ts'
import { FACILITY_KINDS } from '../contract/kinds.ts'
import { registerFacility } from '../contract/register.ts'
import { optionsOf } from '@songhe/ui/act-button'
import { Places } from './places.tsx'

interface Values {
  name: string
  kind: string
  kindReason?: string
  code?: string
  area: number
  address?: string
  sameAddressReason?: string
  contact?: string
  phone?: string
  state: 'planned' | 'building' | 'open'
  from: string
  floorArea?: number
  zones?: string[]
  services?: string[]
  source: string
}

const STATES = [
  { value: 'planned', label: '规划' },
  { value: 'building', label: '在建' },
  { value: 'open', label: '运营中' },
]

export function RegisterFacilityPage() {
  const me = useMe()
  const [id] = useState(() => newId())
  const navigate = useNavigate()
  const notice = useNotice()
  const write = useWrite(registerFacility)
  const save = ({ floorArea, zones, services, ...values }: Values) => {
    const facts = [
      ...(floorArea ? [{ kind: 'facility.floor-area', value: String(floorArea), from: values.from }] : []),
      ...(zones?.length ? [{ kind: 'facility.zones', value: [...zones].sort().join(','), from: values.from }] : []),
      ...(services?.length ? [{ kind: 'facility.services', value: [...services].sort().join(','), from: values.from }] : []),
    ]
    const body = { kindReason: '', address: '', sameAddressReason: '', contact: '', phone: '', ...values, id, facts }
    return write.mutateAsync({ body }).then(
      (reply) => {
        for (const warning of reply.warnings) notice.warning(warning, 8)
        void navigate({ to: `/facilities/${reply.id}` as never })
      },
      () => {},
    )
  }
  return (
    <>
      <PageTitle title="登记设施" />
      <Places at="/facilities" />
      <Form<Values> layout="vertical" onFinish={save} initialValues={{ state: 'open', from: me.today }} className="card inside">
        <div className="form-grid">
          <Text name="name" label="名称" required />
          <Form.Item name="kind" label="类别" rules={[{ required: true, message: '请选择类别' }]}>
            <Select
              showSearch
              optionFilterProp="label"
              options={FACILITY_KINDS.map(({ key, title }) => ({ value: key, label: title }))}
            />
          </Form.Item>
          <Form.Item name="area" label="所在镇街、村社" rules={[{ required: true, message: '请选择村社；中心可以只选镇街' }]}>
            <AreaField />
          </Form.Item>
          <Text name="address" label="地址" />
          <Text name="code" label="机构编号" />
          <Text name="contact" label="负责人" />
          <Text name="phone" label="联系电话" />
          <Form.Item name="state" label="状态">
            <Select options={STATES} />
          </Form.Item>
          <Form.Item name="from" label="从哪天起" rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="floorArea" label="建筑面积（平方米）">
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="zones" label="功能分区">
            <Select mode="multiple" options={optionsOf(ZONES)} optionFilterProp="label" />
          </Form.Item>
          <Form.Item name="services" label="服务项目">
            <Select mode="multiple" options={optionsOf(SERVICES)} optionFilterProp="label" />
          </Form.Item>
          <Text name="source" label="来源" required />
          <Text name="kindReason" label="类别说明（与村社不符时）" />
          <Text name="sameAddressReason" label="同址另一处的理由" />
        </div>
        <ProblemNote error={write.error} />
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          登记
        </Button>
      </Form>
    </>
  )
}

function Text({ name, label, required = false }: { name: keyof Values; label: string; required?: boolean }) {
  return (
    <Form.Item name={name} label={label} {...(required && { rules: [{ required: true, message: `请填写${label}` }] })}>
      <Input maxLength={200} />
    </Form.Item>
  )
}

function AreaField({ value, onChange }: { value?: number; onChange?(area: number | undefined): void }) {
  return <AreaPicker label="镇街、村社" value={value} onChange={(area) => onChange?.(area)} />
}
