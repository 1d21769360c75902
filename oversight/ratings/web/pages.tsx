// Pages of the ratings room.
import type { RoomPages } from '@songhe/ui/pages'

export const pages: RoomPages = { menu: [], routes: [] }
