// Pages of planning about coverage, indicators, forecast and the leader.
import type { RoomPages } from '@songhe/ui/pages'
import { forecastPages } from './pages-forecast.tsx'

export const numberPages: RoomPages = { menu: [...forecastPages.menu], routes: [...forecastPages.routes] }
