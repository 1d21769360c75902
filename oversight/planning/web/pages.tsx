// Pages of the planning room.
import type { RoomPages } from '@songhe/ui/pages'
import { numberPages } from './pages-numbers.tsx'
import { workPages } from './pages-work.tsx'

export const pages: RoomPages = {
  menu: [...numberPages.menu, ...workPages.menu],
  routes: [...numberPages.routes, ...workPages.routes],
  panels: { ...numberPages.panels, ...workPages.panels },
}
