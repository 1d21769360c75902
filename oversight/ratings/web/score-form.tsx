// Points and evidence section by section in one form: the self-check of a site, and what an evaluator hands in.
import { newId } from '@songhe/basics/ids'
import { call } from '@songhe/ui/call'
import { ProblemNote } from '@songhe/ui/problem-note'
import { Button, Form, Input, InputNumber, Modal, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { addEvidence } from '../contract/cases.ts'

interface Section {
  id: string
  points: number
}
export interface ScoreLine {
  section: string
  points: number
  evidence: string
  file?: string
}
interface Props {
  title: string
  button: string
  sections: readonly Section[]
  /** Where files may be put; a site that only now applies has no case yet. */
  case?: string
  initial?: Record<string, unknown>
  before?: ReactNode
  primary?: boolean
  error: unknown
  busy: boolean
  onSave(id: string, lines: ScoreLine[], values: Record<string, string>): Promise<unknown>
}

export function ScoreButton(props: Props) {
  const [id, setId] = useState<string>()
  return (
    <>
      <Button type={props.primary ? 'primary' : 'default'} onClick={() => setId(newId())}>
        {props.button}
      </Button>
      {id && <ScoreForm {...props} id={id} onClose={() => setId(undefined)} />}
    </>
  )
}

type Written = Record<string, { points?: number | null; evidence?: string; file?: string } | undefined>

function ScoreForm({
  title,
  button,
  sections,
  initial,
  before,
  error,
  busy,
  onSave,
  id,
  onClose,
  ...props
}: Props & { id: string; onClose(): void }) {
  const [form] = Form.useForm()
  const written: Written = Form.useWatch('lines', form) ?? {}
  const total = sections.reduce((sum, section) => sum + Math.round((written[section.id]?.points ?? 0) * 100), 0) / 100
  const full = sections.reduce((sum, { points }) => sum + points, 0)
  const save = ({ lines = {}, ...values }: { lines?: Written } & Record<string, string>) =>
    onSave(
      id,
      sections.flatMap((section) => {
        const line = lines[section.id]
        if (line?.points === undefined || line.points === null) return []
        return [
          { section: section.id, points: line.points, evidence: line.evidence ?? '', ...(line.file && { file: line.file }) },
        ]
      }),
      values,
    ).then(onClose, () => {})
  return (
    <Modal
      open
      title={title}
      okText={button}
      cancelText="取消"
      width={760}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save as never} initialValues={initial ?? {}}>
        {before}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
        <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label="各部分得分">
          <table className="sheet">
            <thead>
              <tr>
                <th scope="col">评分部分</th>
                <th scope="col">满分</th>
                <th scope="col">得分</th>
                <th scope="col">证据</th>
                {props.case && <th scope="col">证据文件</th>}
              </tr>
            </thead>
            <tbody>
              {sections.map((section) => (
                <tr key={section.id}>
                  <th scope="row">{section.id}</th>
                  <td className="num">{section.points}</td>
                  <td>
                    <Form.Item name={['lines', section.id, 'points']} noStyle>
                      <InputNumber
                        aria-label={`${section.id}得分`}
                        min={0}
                        max={section.points}
                        step={1}
                        style={{ width: 100 }}
                      />
                    </Form.Item>
                  </td>
                  <td>
                    <Form.Item name={['lines', section.id, 'evidence']} noStyle>
                      <Input
                        aria-label={`${section.id}证据`}
                        maxLength={300}
                        placeholder="材料名称、页码或档案号"
                        style={{ minWidth: 180 }}
                      />
                    </Form.Item>
                  </td>
                  {props.case && (
                    <td>
                      <EvidenceFile
                        of={props.case}
                        section={section.id}
                        onStored={(file) => form.setFieldValue(['lines', section.id, 'file'], file)}
                      />
                      <Form.Item name={['lines', section.id, 'file']} hidden>
                        <Input />
                      </Form.Item>
                    </td>
                  )}
                </tr>
              ))}
              <tr>
                <th scope="row">合计</th>
                <td className="num">{full}</td>
                <td colSpan={props.case ? 3 : 2}>
                  <b>{total}</b>
                </td>
              </tr>
            </tbody>
          </table>
        </div>
      </Form>
      <div style={{ marginTop: 10 }}>
        <ProblemNote error={error} />
      </div>
    </Modal>
  )
}

function EvidenceFile({ of, section, onStored }: { of: string; section: string; onStored(file: string): void }) {
  const [name, setName] = useState('')
  const [error, setError] = useState<unknown>()
  return (
    <>
      <Upload
        showUploadList={false}
        accept=".pdf,.jpg,.jpeg,.png"
        beforeUpload={(file) => {
          call(addEvidence, { params: { id: of }, query: { id: newId() }, file } as never).then(
            (stored) => {
              onStored(stored.file)
              setName(file.name)
              setError(undefined)
            },
            (fault) => setError(fault),
          )
          return false
        }}
      >
        <Button size="small" aria-label={`${section}上传证据文件`}>
          {name || '上传'}
        </Button>
      </Upload>
      <ProblemNote error={error} />
    </>
  )
}
