// The ledger accounts of money for sites: paid out of the fund by scheme, taken back into it by scheme.
import type { AccountDraft } from '@songhe/ledger/ledger'
import { SCHEMES, type SchemeKey } from './schemes.ts'

export function grantAccounts(scheme: SchemeKey) {
  const { title } = SCHEMES[scheme]
  const keys = { fund: 'fund', grant: `grant:${scheme}`, owed: `grant-payable:${scheme}`, recovery: `grant-recovery:${scheme}` }
  const accounts: AccountDraft[] = [
    { key: keys.fund, kind: 'fund', title: '财政资金' },
    { key: keys.grant, kind: 'payable', title: `设施${title}` },
    { key: keys.owed, kind: 'payable', title: `设施${title}应付未付` },
    { key: keys.recovery, kind: 'recovery', title: `设施${title}追回` },
  ]
  return { ...keys, accounts }
}
