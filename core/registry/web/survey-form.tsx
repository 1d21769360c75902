// One survey at once: every question on one sheet as on paper; what nobody asked stays empty and is not kept.
import { newId } from '@songhe/basics/ids'
import { fen } from '@songhe/basics/money'
import { useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import type { ReplyOf } from '@songhe/basics/contract'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { PersonFile } from '../contract/people.ts'
import type { SURVEY_WAYS } from '../contract/survey.ts'
import { listFactKinds, recordSurvey } from '../contract.ts'

type Kind = ReplyOf<typeof listFactKinds>['kinds'][number]

interface Values {
  day: string
  way: (typeof SURVEY_WAYS)[number]
  by: string
  agreedBy: string
  relation: string
  answers: Record<string, string | string[] | undefined>
}

const WAYS = [
  { value: 'home-visit', label: '上门' },
  { value: 'town', label: '在镇街、村社' },
  { value: 'person', label: '电话或本人填写' },
]

export function SurveyForm({ person, onClose }: { person: PersonFile; onClose(): void }) {
  const me = useMe()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const kinds = (useRead(listFactKinds, {}).data?.kinds ?? []).filter((kind) => kind.group === '调查')
  const write = useWrite(recordSurvey)
  const save = ({ answers, agreedBy, relation, ...values }: Values) =>
    write
      .mutateAsync({
        params: { id: person.id },
        body: { id, ...values, consent: { by: agreedBy, relation }, answers: stated(answers, kinds) },
      })
      .then(onClose, () => {})
  return (
    <Modal
      open
      width={760}
      title={`需求与消费调查：${person.name}`}
      okText="登记"
      cancelText="取消"
      confirmLoading={write.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ day: me.today, way: 'home-visit', agreedBy: person.name, relation: '本人' }}
      >
        <div className="form-grid" style={{ alignItems: 'start' }}>
          <Form.Item name="day" label="调查日期" rules={[{ required: true, message: '请填写日期' }]}>
            <Input type="date" max={me.today} />
          </Form.Item>
          <Form.Item name="way" label="方式">
            <Select options={WAYS} />
          </Form.Item>
          <Form.Item name="by" label="由谁调查" rules={[{ required: true, message: '例如：明月村上门' }]}>
            <Input maxLength={80} placeholder="例如：明月村上门" />
          </Form.Item>
          <Form.Item
            name="agreedBy"
            label="谁同意保存"
            extra="已说明用途：需求与消费调查；可以随时撤回"
            rules={[{ required: true, message: '没有同意，不能登记' }]}
          >
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="relation" label="与老人的关系" rules={[{ required: true, message: '例如：本人、监护人' }]}>
            <Input maxLength={20} />
          </Form.Item>
        </div>
        {kinds.filter((kind) => kind.many).map(question)}
        <div className="form-grid" style={{ alignItems: 'start' }}>
          {kinds.filter((kind) => !kind.many && kind.kind !== 'survey.note').map(question)}
        </div>
        {kinds.filter((kind) => kind.kind === 'survey.note').map(question)}
      </Form>
      <ProblemNote error={write.error} />
    </Modal>
  )
}

function question(kind: Kind) {
  return (
    <Form.Item
      key={kind.kind}
      name={['answers', kind.kind]}
      label={kind.money ? `${kind.title}（元）` : kind.title}
      rules={kind.money ? [{ validator: (_rule, text) => readable(text) }] : []}
    >
      {answerOf(kind)}
    </Form.Item>
  )
}

function answerOf(kind: Kind) {
  const options = kind.options.map((one) => ({ value: one.value, label: one.text }))
  if (kind.many) return <Checkbox.Group options={options} />
  if (options.length > 0) return <Select allowClear options={options} placeholder="没有问可不选" />
  return <Input maxLength={kind.money ? 12 : 200} {...(kind.money && { inputMode: 'decimal' as const })} />
}

const readable = (text: string | undefined) =>
  !text?.trim() || (fen(text) ?? -1) >= 0 ? Promise.resolve() : Promise.reject(new Error('请填数字金额，例如 350 或 350.50'))

function stated(answers: Values['answers'] = {}, kinds: readonly Kind[]): Record<string, string> {
  return Object.fromEntries(
    kinds.flatMap(({ kind, money }) => {
      const answer = answers[kind]
      const text = Array.isArray(answer) ? answer.join('、') : (answer ?? '').trim()
      return text === '' ? [] : [[kind, money ? String(fen(text)) : text]]
    }),
  )
}
