// The pages of the room side by side; the one that is open is marked.
import { Link } from '@tanstack/react-router'

const PLACES = [
  ['/facilities', '台账'],
  ['/facilities/network', '网络与缺口'],
  ['/facilities/chains', '中心带站'],
  ['/facilities/circle', '十五分钟圈'],
  ['/facilities/papers', '证照到期'],
  ['/facilities/operators', '运营主体'],
  ['/facilities/contracts', '运营合同'],
  ['/facilities/selections', '比选'],
  ['/facilities/premises', '闲置用房'],
  ['/facilities/estates', '小区配建'],
  ['/facilities/land', '养老用地'],
  ['/facilities/numbers', '文件里的数字'],
] as const

export function Places({ at }: { at: (typeof PLACES)[number][0] }) {
  return (
    <nav aria-label="设施各页" style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginBottom: 12 }}>
      {PLACES.map(([path, title]) => (
        <Link
          key={path}
          to={path as never}
          {...(path === at && { 'aria-current': 'page' as const })}
          style={{
            padding: '4px 0',
            borderBottom: `2px solid ${path === at ? 'var(--pine)' : 'transparent'}`,
            fontWeight: path === at ? 600 : 400,
          }}
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}
