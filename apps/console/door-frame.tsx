// The quiet card in which one signs in, changes a password or enrols a second factor.
import type { FormEvent, ReactNode } from 'react'

interface Props {
  title: string
  children: ReactNode
  onSubmit(): void
}

export function DoorFrame({ title, children, onSubmit }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh', padding: 16 }}>
      <form
        className="card"
        onSubmit={submit}
        style={{ width: '100%', maxWidth: 400, padding: '32px 32px 28px', display: 'grid', gap: 16 }}
      >
        <header>
          <p style={{ font: '600 30px/40px var(--serif)', color: 'var(--deep)', letterSpacing: 4 }}>松鹤</p>
          <h1 style={{ font: '400 14px/22px var(--sans)', color: 'var(--stone)' }}>{title}</h1>
        </header>
        {children}
      </form>
    </main>
  )
}
