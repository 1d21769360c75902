// How far the forecast may be trusted: the trial on the past, and Yubei's printed forecast with what its other base explains.
import type { ReplyOf } from '@songhe/basics/contract'
import { StateTag } from '@songhe/ui/state-tag'
import { WideTable } from '@songhe/ui/wide-table'
import type { TableColumnsType } from 'antd'
import type { showForecast } from '../../contract/forecast.ts'
import { people } from './people-table.tsx'

type Shown = ReplyOf<typeof showForecast>
type Tried = Shown['backTest'][number]
type Printed = Shown['printed'][number]

const tried: TableColumnsType<Tried> = [
  { title: '年龄', dataIndex: 'title' },
  { title: '从2010年推到2020年', dataIndex: 'projected', align: 'right', render: people },
  { title: '2020年普查', dataIndex: 'counted', align: 'right', render: people },
  { title: '相差', dataIndex: 'percent', align: 'right', render: (percent: number) => `${percent > 0 ? '+' : ''}${percent}%` },
]

export function TrialCard({ shown }: { shown: Shown }) {
  return (
    <section className="card">
      <h2>可信多少</h2>
      <div className="inside sub">
        误差范围：把死亡率提早或推迟至多五年，再加上各人生死的偶然，推算 {shown.draws} 次（种子 {shown.seed}
        ），十次里有九次落在其间。迁入迁出没有来源，不在误差范围里。
        {shown.base === 'resident' && '普查只有五岁一组，组内各岁按相等分；基期以后逢五的年份不受影响，中间年份会受影响。'}
      </div>
      <div className="inside">
        {shown.backTest.length > 0 ? (
          <>
            <p>用同一方法从2010年普查推到2020年，和2020年普查比：</p>
            <WideTable<Tried> columns={tried} dataSource={[...shown.backTest]} rowKey="range" pagination={false} />
            <p className="sub">相差主要来自十年里的迁入迁出，比误差范围大得多；人口流动大的区县，请按这个幅度看以后的数。</p>
          </>
        ) : (
          <p>
            {shown.base === 'registered'
              ? '登记册没有十年前的各年龄人数，不能拿过去来检验。'
              : '没有本区2010年的分年龄表，不能拿过去来检验。'}
          </p>
        )}
      </div>
    </section>
  )
}

const STATUS: Readonly<Record<string, string>> = { ok: '相等', truncated: '截尾才相等', derived: '文件没有印' }
const printed: TableColumnsType<Printed> = [
  { title: '文件的数', dataIndex: 'title' },
  { title: '算法', dataIndex: 'formula' },
  { title: '重算', dataIndex: 'computed', align: 'right' },
  { title: '印的', dataIndex: 'printed', align: 'right' },
  {
    title: '核对',
    dataIndex: 'status',
    render: (status: string) => (
      <StateTag tone={status === 'ok' ? 'pine' : status === 'truncated' ? 'amber' : 'stone'}>{STATUS[status]}</StateTag>
    ),
  },
  { title: '这次预测', dataIndex: 'ours', align: 'right' },
]

export function PrintedCard({ shown }: { shown: Shown }) {
  if (shown.printed.length === 0) return null
  return (
    <section className="card">
      <h2>和文件印的预测放在一起</h2>
      <div className="inside">
        <WideTable<Printed> columns={printed} dataSource={[...shown.printed]} rowKey="no" pagination={false} />
        <p className="sub" style={{ marginTop: 8 }}>
          {shown.printedNote}
        </p>
      </div>
    </section>
  )
}
