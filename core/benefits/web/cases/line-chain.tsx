// The proof of one amount as a thread of six knots: clause, rule row, facts, sources, run, payment.
import { yuan } from '@songhe/basics/money'
import { Citation } from '@songhe/ui/citation'
import { StateTag } from '@songhe/ui/state-tag'
import { Why } from '@songhe/ui/why'
import type { ReactNode } from 'react'
import type { LineExplained } from '../../contract-explain.ts'
import { clock } from './clock.ts'
import { whyItems } from './why-lines.tsx'

export function LineChain({ told }: { told: LineExplained }) {
  return (
    <>
      <p className="say">
        <b>{told.sentence}</b>
      </p>
      <ol className="chain">
        <Knot title="条款">
          {told.clause ? (
            <Clause told={told} />
          ) : told.amount?.decision ? (
            <p>
              依据登记的决定 {told.amount.decision} {told.amount.status === 'example' && <StateTag tone="sky">示例</StateTag>}
            </p>
          ) : (
            <p>这笔钱没有对应的条款：{KINDS[told.kind] ?? '更正'}。</p>
          )}
        </Knot>
        <Knot title="规则行">{told.row && <RuleRow row={told.row} />}</Knot>
        <Knot title="事实">
          <Why items={whyItems(told.facts)} />
        </Knot>
        <Knot title="来源">
          {told.sources.map((one) => (
            <p key={one.id}>
              <b>{one.label}</b>{' '}
              <span className="stone">
                {one.reportedOn} 报，{one.recordedBy || '平台'}登记{one.row !== null && `，第${one.row}行`}
              </span>
            </p>
          ))}
          {told.sources.length === 0 && <p className="stone">只用了档案里的出生日期、户籍和在世情况。</p>}
        </Knot>
        <Knot title="批次">
          <p>
            <b>{told.run.month} 发放</b>{' '}
            <span className="stone">{told.run.frozenAt && `名册冻结 ${clock(told.run.frozenAt)}`}</span>
          </p>
          <p className="stone">
            {told.run.submittedBy ?? told.run.madeBy}提交
            {told.run.approvedBy && `，${told.run.approvedBy}批准 ${clock(told.run.approvedAt!)}`}，共 {yuan(told.run.totalFen)}{' '}
            元
          </p>
        </Knot>
        <Knot title="付款">
          <Payment told={told} />
        </Knot>
      </ol>
      <Proof told={told} />
    </>
  )
}

const KINDS: Record<string, string> = { arrear: '补发', recovery: '追回抵扣', 'one-off': '一次性更正' }

function Knot({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <h3>{title}</h3>
      <div>{children}</div>
    </li>
  )
}

function Clause({ told }: { told: LineExplained }) {
  const clause = told.clause!
  return (
    <>
      <p>
        <Citation document={clause.document} clause={clause.clause} />{' '}
        <span className="stone">{clause.issuedOn && `${clause.issuedOn} 印发`}</span>
      </p>
      {clause.text ? (
        <blockquote>{clause.text}</blockquote>
      ) : (
        clause.summary && (
          <p>
            {clause.summary} <span className="stone small">（本平台摘要，原文未导入）</span>
          </p>
        )
      )}
      {told.amount && told.amount.status !== 'printed' && (
        <p className="small stone">
          文件没有写金额{told.amount.decision && `，依据 ${told.amount.decision}`}{' '}
          {told.amount.status === 'example' && <StateTag tone="sky">示例</StateTag>}
        </p>
      )}
    </>
  )
}

function RuleRow({ row }: { row: NonNullable<LineExplained['row']> }) {
  return (
    <>
      <p>
        <b>{row.table}</b>{' '}
        <span className="stone">
          第{row.version}版“{row.row}”行，{row.validFrom} 起
        </span>
      </p>
      <p>
        {row.cells.map((one) => (
          <span key={one.column}>
            <span className="stone">{one.column}</span>
            <code>{one.cell}</code>
          </span>
        ))}
        → <b>{yuan(row.fen)} 元</b>
      </p>
    </>
  )
}

function Payment({ told: { payment, fen } }: { told: LineExplained }) {
  return (
    <>
      <p>
        <b>{yuan(fen)} 元</b>{' '}
        <StateTag
          tone={payment.state === 'paid' ? 'pine' : payment.state === 'returned' || payment.state === 'held' ? 'red' : 'stone'}
        >
          {payment.stateTitle}
        </StateTag>
        {payment.reason}
      </p>
      <p className="stone">
        {payment.account && `账户 ${payment.account}`}
        {payment.bankRow !== null && `，银行文件第 ${payment.bankRow.toLocaleString()} 行`}
        {payment.at && `，${clock(payment.at)}`}
      </p>
      {payment.transfers.map((one) => (
        <p className="stone" key={one.id}>
          已记账：借 {one.debit}，贷 {one.credit}，{yuan(one.fen)} 元
        </p>
      ))}
    </>
  )
}

function Proof({ told }: { told: LineExplained }) {
  const nowGap = told.nowFen === null ? 0 : told.nowFen - told.fen
  return (
    <div className="proof">
      {told.thenFen !== null && (
        <span>
          {told.thenFen === told.fen ? '✓' : '✗'} 用当时的规则和事实重算，{yuan(told.thenFen)} 元
          {told.thenFen === told.fen ? '，一致' : '，不一致'}
        </span>
      )}
      {told.nowFen !== null && (
        <span>
          {nowGap === 0 ? '✓' : '!'} 用现在知道的重算，{yuan(told.nowFen)} 元，
          {nowGap === 0 ? '不补不追' : nowGap > 0 ? `应补 ${yuan(nowGap)}` : `应追 ${yuan(-nowGap)}`}
        </span>
      )}
    </div>
  )
}
