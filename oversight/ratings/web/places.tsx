// The pages of the room side by side; the one that is open is marked.
import { Link } from '@tanstack/react-router'

const PLACES = [
  ['/ratings', '轮次'],
  ['/ratings/cases', '评定件'],
  ['/ratings/register', '等级台账'],
  ['/ratings/candidates', '争创名单'],
] as const

export function Places({ at }: { at: (typeof PLACES)[number][0] }) {
  return (
    <nav aria-label="等级评定各页" style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginBottom: 12 }}>
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
