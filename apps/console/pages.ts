// The pages of all rooms. Deleting a room is deleting its folder and its line here and in the server's capabilities.ts.
import { pages as access } from '@songhe/access/pages'
import { pages as benefits } from '@songhe/benefits/pages'
import { pages as facilities } from '@songhe/facilities/pages'
import { pages as planning } from '@songhe/planning/pages'
import { pages as policy } from '@songhe/policy/pages'
import { pages as ratings } from '@songhe/ratings/pages'
import { pages as registry } from '@songhe/registry/pages'
import type { RoomPages } from '@songhe/ui/pages'

export const rooms: readonly RoomPages[] = [benefits, registry, facilities, policy, ratings, planning, access]
