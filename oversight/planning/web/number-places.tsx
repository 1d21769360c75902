// The pages of the numbers half side by side; the one that is open is marked.
import { Link } from '@tanstack/react-router'

const PLACES = [
  ['/planning', '一页纸'],
  ['/planning/indicators', '指标'],
  ['/planning/coverage', '全覆盖计划'],
  ['/planning/flags', '待定事项'],
  ['/planning/reports', '报出的数'],
  ['/planning/checks', '文件的数重算'],
  ['/planning/compare', '和其他区县比'],
  ['/planning/forecast', '人口预测'],
] as const

export function NumberPlaces({ at }: { at: (typeof PLACES)[number][0] }) {
  return (
    <nav aria-label="计划与指标各页" className="number-places">
      {PLACES.map(([path, title]) => (
        <Link key={path} to={path as never} activeOptions={{ exact: true }} className={path === at ? 'on' : ''}>
          {title}
        </Link>
      ))}
    </nav>
  )
}
