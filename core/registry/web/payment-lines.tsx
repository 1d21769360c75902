// Telephone and the account the money goes to: masked, each seen whole only with a reason.
import { FieldList, type FieldLine } from '@songhe/ui/field-list'
import { Masked } from '@songhe/ui/masked'
import { useMay } from '@songhe/ui/me'
import { Button } from 'antd'
import { useState } from 'react'
import { ConfirmPayee } from './confirm-payee.tsx'
import type { PersonFile } from '../contract/people.ts'
import { PayeeForm } from './payee-form.tsx'
import { useReveal } from './use-reveal.ts'

export function PaymentLines({ person }: { person: PersonFile }) {
  const [paying, setPaying] = useState(false)
  const reveal = useReveal(person.id)
  const mayWrite = useMay('registry.write') && person.state === 'active'
  const payee = person.payees.find((one) => !one.closed)
  const former = person.payees.filter((one) => one.closed)
  const lines: FieldLine[] = [
    {
      label: '电话',
      value: person.phone ? (
        <Masked value={person.phone} what="电话" {...reveal('phone')} />
      ) : (
        <span className="stone">未登记</span>
      ),
    },
    {
      label: '收款账户',
      value: (
        <>
          {payee ? (
            <>
              <Masked value={payee.account} what="账号" {...reveal('account')} />
              <div>
                {payee.holder} {payee.bank}
              </div>
              {payee.relation !== '本人' && (
                <div className="xs">
                  代领：{payee.relation}，{payee.ground}
                </div>
              )}
              {former.length > 0 && (
                <div className="xs">
                  以前的：
                  {former
                    .map((one) => `${one.account} ${one.holder}${one.relation === '本人' ? '' : `（${one.relation}）`}`)
                    .join('、')}
                </div>
              )}
            </>
          ) : (
            <span className="stone">未登记</span>
          )}{' '}
          {mayWrite && (
            <Button size="small" onClick={() => setPaying(true)}>
              {payee ? '变更' : '登记'}
            </Button>
          )}
          {payee?.waits && <ConfirmPayee person={person.id} payee={payee.id} />}
        </>
      ),
      source: payee && (
        <>
          {payee.verifiedOn ? `核验 ${payee.verifiedOn}` : '未核验'}
          {payee.confirmedBy && `，${payee.confirmedBy}确认`}
          {payee.from > person.birth && (
            <>
              <br />
              {payee.from} 起
            </>
          )}
        </>
      ),
    },
  ]
  return (
    <>
      <FieldList lines={lines} />
      {paying && <PayeeForm person={person} onClose={() => setPaying(false)} />}
    </>
  )
}
