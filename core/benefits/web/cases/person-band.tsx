// The verdict on one elder as plain subtraction, one sentence and one button: it alone answers a telephone call.
import { yuan } from '@songhe/basics/money'
import { ConfirmSum } from '@songhe/ui/confirm-sum'
import type { PersonBenefits } from '../../contract-explain.ts'

export function PersonBand({ told, start }: { told: PersonBenefits; start?: () => Promise<void> }) {
  const ready = told.programmes.filter((one) => one.state === 'unclaimed' && one.complete)
  const arrears = told.programmes.filter((one) => one.state === 'unclaimed').reduce((sum, one) => sum + one.arrearsFen, 0)
  return (
    <div className="band">
      <Sum label={`${Number(told.month.slice(5))}月应得`} fen={told.dueFen} />
      <span className="stone">−</span>
      <Sum label="已得" fen={told.receivedFen} />
      <span className="stone">=</span>
      <Sum label={told.gapFen < 0 ? '多得' : '还差'} fen={Math.abs(told.gapFen)} warn={told.gapFen !== 0} />
      <p className="band-say">
        <b>{told.sentence}</b>
        {arrears > 0 && (
          <>
            <br />
            <span className="stone">
              另应补 {yuan(arrears)} 元。{ready.length > 0 && '条件都有来源，不用老人填表。'}
            </span>
          </>
        )}
        {told.example && (
          <>
            <br />
            <span className="stone">含示例金额，须由本区确认后使用。</span>
          </>
        )}
      </p>
      {ready.length > 0 && start && (
        <ConfirmSum
          button="确认并办理"
          question={`确认 ${ready.map((one) => one.title).join('、')}，每月合计：`}
          fen={ready.reduce((sum, one) => sum + one.dueFen, 0)}
          onConfirm={start}
        >
          <p>另应补 {yuan(ready.reduce((sum, one) => sum + one.arrearsFen, 0))} 元。由另一位工作人员复核后发放。</p>
        </ConfirmSum>
      )}
    </div>
  )
}

function Sum({ label, fen, warn = false }: { label: string; fen: number; warn?: boolean }) {
  return (
    <div>
      <div className={warn ? 'amber small' : 'stone small'}>{label}</div>
      <b className={warn ? 'band-sum amber' : 'band-sum'}>{yuan(fen)}</b>
    </div>
  )
}
