// Pages the benefits room offers to the console.
import type { RoomPages } from '@songhe/ui/pages'
import { casesPages } from './cases/pages-cases.tsx'

export const pages: RoomPages = { menu: casesPages.menu, routes: casesPages.routes, panels: casesPages.panels ?? {} }
