// The pages of a room side by side; the one that is open is marked.
import { Link } from '@tanstack/react-router'

export function SidePages({ label, pages, at }: { label: string; pages: readonly (readonly [string, string])[]; at: string }) {
  return (
    <nav aria-label={label} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginBottom: 12 }}>
      {pages.map(([path, title]) => (
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
