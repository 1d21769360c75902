// What may be done with a case now: a note, all faults at once for a return, and the buttons of this step only.
import { Alert, Button, Card, Input, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { yuan } from '@songhe/basics/money'
import type { CaseDetail } from '../../contract-cases.ts'

export interface CaseActsProps {
  one: CaseDetail
  pass: (note: string) => Promise<void>
  giveBack: (faults: string[], note: string) => Promise<void>
  resubmit: (note: string) => Promise<void>
  decide: (verdict: 'grant' | 'refuse', reason: string) => Promise<void>
  withdraw: (reason: string) => Promise<void>
}

export function CaseActs({ one, pass, giveBack, resubmit, decide, withdraw }: CaseActsProps) {
  const [note, setNote] = useState('')
  const [faults, setFaults] = useState('')
  const listed = faults
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (['granted', 'refused', 'withdrawn', 'public-notice', 'objection'].includes(one.state)) return null
  const returnable = one.state === 'town-check' || one.mayDecide
  return (
    <Card style={{ marginTop: 12 }}>
      {one.state === 'district-decision' && !one.mayDecide && (
        <Alert type="info" showIcon title={one.whyNot} style={{ marginBottom: 12 }} />
      )}
      <label className="field">
        说明
        <Input.TextArea value={note} onChange={(event) => setNote(event.target.value)} maxLength={500} rows={2} />
      </label>
      {returnable && (
        <label className="field" style={{ marginTop: 8 }}>
          要补正的内容（一行一条，一次写全）
          <Input.TextArea value={faults} onChange={(event) => setFaults(event.target.value)} rows={3} />
        </label>
      )}
      <Space style={{ marginTop: 12, width: '100%', justifyContent: 'flex-end' }} wrap>
        <Button disabled={!note.trim()} onClick={() => withdraw(note)}>
          撤回办件
        </Button>
        {returnable && (
          <Button disabled={listed.length === 0} onClick={() => giveBack(listed, note)}>
            退回补正（{listed.length}条）
          </Button>
        )}
        {one.state === 'town-check' && (
          <Button type="primary" disabled={listed.length > 0} onClick={() => pass(note)}>
            核实通过
          </Button>
        )}
        {one.state === 'returned' && (
          <Button type="primary" disabled={!note.trim()} onClick={() => resubmit(note)}>
            补正后提交
          </Button>
        )}
        {one.mayDecide && (
          <Button danger onClick={() => decide('refuse', note)}>
            不予批准
          </Button>
        )}
        {one.mayDecide && (
          <Popconfirm
            title={`同意每月 ${yuan(one.monthlyFen)} 元，应补 ${yuan(one.arrearsFen)} 元？`}
            okText="同意"
            cancelText="再看看"
            onConfirm={() => decide('grant', note)}
          >
            <Button type="primary">同意（每月 {yuan(one.monthlyFen)} 元）</Button>
          </Popconfirm>
        )}
      </Space>
    </Card>
  )
}
