// Pages of planning about coverage, indicators, forecast and the leader.
import type { RoomPages } from '@songhe/ui/pages'

export const numberPages: RoomPages = { menu: [], routes: [] }
