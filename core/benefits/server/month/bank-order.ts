// The order of rows in a bank's file: as the list of the month stands, town by town and by name, or by account.
import type { BankProfile } from './bank-profile.ts'

interface Placed {
  town: number
  name: string
  account: string
}

const byName = new Intl.Collator('zh-CN').compare

/** Sorts in place; what is equal keeps the order of the list. */
export function orderRows(rows: Placed[], order: BankProfile['order']) {
  if (order === 'town-name') rows.sort((a, b) => a.town - b.town || byName(a.name, b.name))
  if (order === 'account') rows.sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0))
}
