// Pages of planning about the forecast of the elderly.
import type { PageRoute, RoomPages } from '@songhe/ui/pages'

const page = (path: string, title: string, load: PageRoute['load']): PageRoute => ({
  path,
  title,
  permission: 'planning.read',
  load,
})

export const forecastPages: RoomPages = {
  // Reached from the pages of the numbers half: one place of the rail for both.
  menu: [],
  routes: [
    page('/planning/forecast', '老年人口预测', () =>
      import('./forecast/forecast-page.tsx').then((part) => part.NewestForecastPage),
    ),
    page('/planning/forecast/runs', '历次预测', () => import('./forecast/runs-page.tsx').then((part) => part.ForecastRunsPage)),
    page('/planning/forecast/$id', '老年人口预测', () =>
      import('./forecast/forecast-page.tsx').then((part) => part.ForecastPage),
    ),
  ],
}
