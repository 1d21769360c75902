// The finance officer's part: make the file, hand it over, read the bank's answer back.
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { call } from '@songhe/ui/call'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Select, Upload } from 'antd'
import { useState } from 'react'
import { downloadBankFile, listBankFiles, listBankProfiles, makeBankFile, readReturnFile } from '../../contract-month.ts'
import { instant } from './month-words.ts'
import type { RunView } from './run-steps.tsx'

export function BankFiles({ run }: { run: RunView }) {
  const shown = ['approved', 'sent', 'settled'].includes(run.state)
  const files = useRead(listBankFiles, { params: { id: run.id } }, { enabled: shown })
  const mayPay = useMay('benefits.pay')
  const formats = useRead(listBankProfiles, {}, { enabled: shown && mayPay })
  const [profile, setProfile] = useState('default')
  const make = useWrite(makeBankFile)
  const read = useWrite(readReturnFile)
  if (!shown) return null
  const waiting = run.states
    .filter((one) => ['due', 'held', 'reissued'].includes(one.state))
    .reduce((sum, one) => sum + one.lines, 0)
  return (
    <section className="card" style={{ marginBottom: 14 }}>
      <h2>银行文件</h2>
      <div className="inside" style={{ display: 'grid', gap: 10 }}>
        <ProblemNote error={files.error ?? make.error ?? read.error} />
        {files.data?.map((file) => (
          <div key={file.id} style={{ display: 'flex', gap: 14, flexWrap: 'wrap', alignItems: 'center' }}>
            <span>
              {instant(file.madeAt)} {file.madeBy}
            </span>
            <b className="num">{yuan(file.totalFen)} 元</b>
            <span>{file.rows.toLocaleString()} 人</span>
            <span className="xs">{file.returned > 0 ? `已读回盘 ${file.returned} 次` : '还没有回盘'}</span>
            {mayPay && (
              <Button size="small" onClick={() => void call(downloadBankFile, { params: { id: file.id } })}>
                下载
              </Button>
            )}
            {mayPay && (
              <Upload
                accept=".csv,.txt,.xlsx"
                showUploadList={false}
                beforeUpload={(chosen) => (read.mutate({ params: { id: file.id }, file: chosen } as never), false)}
              >
                <Button size="small" loading={read.isPending}>
                  读入回盘文件
                </Button>
              </Upload>
            )}
          </div>
        ))}
        {read.data && (
          <p className="problem">
            成功 {read.data.paid} 人，退回 {read.data.returned} 人，没有结果 {read.data.missing} 人，对不上{' '}
            {read.data.unknown.length} 行。
            {read.data.unknown.slice(0, 5).map((one) => ` 第${one.row}行（${one.value}）：${one.reason}。`)}
          </p>
        )}
        {make.data?.held.map((one) => (
          <p key={one.reason} className="problem">
            {one.persons} 人没有进文件：{one.reason}
          </p>
        ))}
        {mayPay && waiting > 0 && (
          <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
            {(formats.data?.length ?? 0) > 1 && (
              <Select
                aria-label="银行文件格式"
                value={profile}
                style={{ minWidth: 160 }}
                options={formats.data!.map((one) => ({ value: one.key, label: one.title }))}
                onChange={setProfile}
              />
            )}
            <Button
              type={run.state === 'approved' ? 'primary' : 'default'}
              loading={make.isPending}
              onClick={() => make.mutate({ params: { id: run.id }, body: { id: newId(), profile } })}
            >
              生成银行文件（{waiting} 笔待送）
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}
