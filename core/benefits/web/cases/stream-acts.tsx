// What the clerk may do to one running benefit beside its case: hold it with a review day, resume it, propose a correction for another to approve.
import { useNotice } from '@songhe/ui/notice'
import { monthOf } from '@songhe/basics/day'
import { newId } from '@songhe/basics/ids'
import { fen as fenOf } from '@songhe/basics/money'
import { useMay, useMe } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useWrite } from '@songhe/ui/query'
import { Button, Dropdown, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { ProgrammeVerdict } from '../../contract-explain.ts'
import { proposeAdjustment, proposeStop, resumeStream, suspendStream } from '../../contract-month.ts'
import { MoneyFields } from './money-fields.tsx'

type Act = 'suspend' | 'resume' | 'stop' | 'adjust'
const WORDS: Record<Act, { title: string; says: string; button: string }> = {
  suspend: { title: '暂停发放', says: '从下一次计算起不再发放，到复查日期提醒。已经送银行的不受影响。', button: '暂停' },
  resume: {
    title: '恢复发放',
    says: '从下一次计算起继续发放。暂停期间该补的月份，在“往月核算”里重新核算后提出补发。',
    button: '恢复',
  },
  stop: {
    title: '提出停发',
    says: '由另一位工作人员在“数据异常”里核对后停发。以前月份多发或少发的，停发后重新核算。',
    button: '提出',
  },
  adjust: { title: '补发、追回或更正', says: '提出后由另一位工作人员批准，随下一个月一起发放或抵扣。', button: '提出' },
}

export function StreamActs({ person, one }: { person: string; one: ProgrammeVerdict }) {
  const [act, setAct] = useState<Act>()
  const may = useMay('benefits.run')
  const acts: Act[] =
    one.state === 'held'
      ? ['resume', 'stop', 'adjust']
      : one.state === 'receiving' || one.state === 'paid-not-due'
        ? ['suspend', 'stop', 'adjust']
        : []
  if (!may || acts.length === 0) return null
  return (
    <>
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{
          items: acts.map((key) => ({ key, label: WORDS[key].title })),
          onClick: ({ key, domEvent }) => {
            // The Enter that chose must not go on to press a button of the form it opens.
            domEvent.preventDefault()
            setAct(key as Act)
          },
        }}
      >
        <Button size="small" type="text" aria-label={`${one.title}：变动`}>
          变动 ▾
        </Button>
      </Dropdown>
      {act && <StreamForm act={act} person={person} one={one} onClose={() => setAct(undefined)} />}
    </>
  )
}

interface Values {
  reason: string
  reviewOn: string
  kind: 'arrear' | 'recovery' | 'one-off'
  forMonth: string
  fromMonth: string
  yuan: string
}

interface FormProps {
  act: Act
  person: string
  one: ProgrammeVerdict
  onClose(): void
}

function StreamForm({ act, person, one, onClose }: FormProps) {
  const me = useMe()
  const message = useNotice()
  const [id] = useState(() => newId())
  const [form] = Form.useForm<Values>()
  const suspend = useWrite(suspendStream)
  const resume = useWrite(resumeStream)
  const adjust = useWrite(proposeAdjustment)
  const stop = useWrite(proposeStop)
  const running = { suspend, resume, stop, adjust }[act]
  const save = async ({ reason, reviewOn, kind, forMonth, fromMonth, yuan }: Values) => {
    const stream = { person, programme: one.programme, reason }
    const done =
      act === 'suspend'
        ? suspend.mutateAsync({ body: { ...stream, reviewOn } })
        : act === 'resume'
          ? resume.mutateAsync({ body: stream })
          : act === 'stop'
            ? stop.mutateAsync({ body: { ...stream, id, fromMonth } })
            : adjust.mutateAsync({ body: { ...stream, id, kind, forMonth, fen: fenOf(yuan)! } })
    await done.then(
      () => (message.success(act === 'adjust' || act === 'stop' ? '已提出，等另一位工作人员核对。' : '已办理。'), onClose()),
      () => {},
    )
  }
  return (
    <Modal
      open
      title={`${WORDS[act].title}：${one.title}`}
      okText={WORDS[act].button}
      cancelText="取消"
      confirmLoading={running.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{WORDS[act].says}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ kind: 'arrear', forMonth: monthOf(me.today), fromMonth: monthOf(me.today) }}
      >
        {act === 'suspend' && (
          <Form.Item name="reviewOn" label="复查日期" rules={[{ required: true, message: '请填哪天复查' }]}>
            <Input type="date" min={me.today} />
          </Form.Item>
        )}
        {act === 'stop' && (
          <Form.Item name="fromMonth" label="从哪个月起不发" rules={[{ required: true, message: '请填月份' }]}>
            <Input type="month" />
          </Form.Item>
        )}
        {act === 'adjust' && <MoneyFields />}
        <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: '请写原因' }]}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      <ProblemNote error={running.error} />
    </Modal>
  )
}
