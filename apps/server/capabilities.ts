// THE list of rooms. Deleting a room is deleting its folder and its line here and in the console's pages.ts.
import { capability as access } from '@songhe/access/capability'
import { capability as benefits } from '@songhe/benefits/capability'
import { capability as facilities } from '@songhe/facilities/capability'
import type { Capability } from '@songhe/kernel/capability'
import { sheetsCapability as sheets } from '@songhe/kernel/sheets/capability'
import { capability as ledger } from '@songhe/ledger/capability'
import { capability as planning } from '@songhe/planning/capability'
import { capability as policy } from '@songhe/policy/capability'
import { capability as ratings } from '@songhe/ratings/capability'
import { capability as registry } from '@songhe/registry/capability'

export const capabilities: readonly Capability[] = [
  sheets,
  ledger,
  registry,
  policy,
  facilities,
  benefits,
  ratings,
  planning,
  access,
]
