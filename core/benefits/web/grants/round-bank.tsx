// Files to the bank and its answers, for one round.
import { newId } from '@songhe/basics/ids'
import { yuan } from '@songhe/basics/money'
import { call } from '@songhe/ui/call'
import { useMay } from '@songhe/ui/me'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Button, Upload } from 'antd'
import { downloadGrantBankFile, listGrantBankFiles, makeGrantBankFile, readGrantReturnFile } from '../../contract-grants.ts'
import { instant } from '../month/month-words.ts'
import type { RoundView } from './round-page.tsx'

export function RoundBank({ round }: { round: RoundView }) {
  const shown = ['approved', 'sent', 'settled'].includes(round.state)
  const files = useRead(listGrantBankFiles, { params: { id: round.id } }, { enabled: shown })
  const mayPay = useMay('benefits.pay')
  const [make, read] = [useWrite(makeGrantBankFile), useWrite(readGrantReturnFile)]
  if (!shown) return null
  const waiting = round.states
    .filter(({ state }) => ['due', 'held', 'reissued'].includes(state))
    .reduce((sum, { sites }) => sum + sites, 0)
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
            <span>{file.rows} 处</span>
            <span className="xs">{file.returned > 0 ? `已读回盘 ${file.returned} 次` : '还没有回盘'}</span>
            {mayPay && (
              <>
                <Button size="small" onClick={() => void call(downloadGrantBankFile, { params: { id: file.id } })}>
                  下载
                </Button>
                <Upload
                  accept=".csv,.txt,.xlsx"
                  showUploadList={false}
                  beforeUpload={(chosen) => (read.mutate({ params: { id: file.id }, file: chosen } as never), false)}
                >
                  <Button size="small" loading={read.isPending}>
                    读入回盘文件
                  </Button>
                </Upload>
              </>
            )}
          </div>
        ))}
        {files.data?.length === 0 && <p className="sub">还没有生成银行文件。</p>}
        {read.data && (
          <p className="problem">
            成功 {read.data.paid} 处，退回 {read.data.returned} 处，没有结果 {read.data.missing} 处，对不上{' '}
            {read.data.unknown.length} 行。
          </p>
        )}
        {make.data?.held.map((one) => (
          <p key={one.reason} className="problem">
            {one.sites} 处没有进文件：{one.reason}
          </p>
        ))}
        {mayPay && waiting > 0 && (
          <div>
            <Button
              type={round.state === 'approved' ? 'primary' : 'default'}
              loading={make.isPending}
              onClick={() => make.mutate({ params: { id: round.id }, body: { id: newId(), profile: 'default' } })}
            >
              生成银行文件（{waiting} 处待送）
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}
