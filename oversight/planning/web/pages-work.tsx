// Pages of planning about tasks, reports, projects and funds.
import type { RoomPages } from '@songhe/ui/pages'

export const workPages: RoomPages = { menu: [], routes: [] }
