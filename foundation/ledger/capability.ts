// The ledger as a room without routes: a schema and what must always hold in it.
import type { Capability } from '@songhe/kernel/capability'

export const capability: Capability = {
  name: 'ledger',
  title: '账',
  migrations: new URL('./migrations/', import.meta.url),
  invariants: [
    {
      name: 'reversals-match',
      title: '冲回分录与原分录金额相等、方向相反',
      sql: `select r.district, r.id from ledger.transfer r join ledger.transfer o on o.district = r.district and o.id = r.reverses
        where r.fen <> o.fen or r.debit <> o.credit or r.credit <> o.debit`,
    },
  ],
}
