// One search box for everything; `/` goes to it, arrows choose, Enter opens, Esc leaves.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

export interface Found {
  key: string
  title: string
  detail: string
  path: string
}

export function Finder({ search }: { search: (text: string) => Promise<Found[]> }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found[]>()
  const [place, setPlace] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))
      if (event.key !== '/' || typing) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  useEffect(() => {
    if (text.trim() === '') return
    const wait = setTimeout(
      () =>
        search(text.trim()).then(
          (rows) => (setFound(rows), setPlace(0)),
          () => setFound([]),
        ),
      160,
    )
    return () => clearTimeout(wait)
  }, [text, search])

  const open = (one: Found | undefined) => {
    if (!one) return
    setText('')
    setFound(undefined)
    input.current?.blur()
    void navigate({ to: one.path })
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') setFound(undefined)
    if (!found) return
    if (event.key === 'ArrowDown') setPlace((at) => Math.min(at + 1, found.length - 1))
    if (event.key === 'ArrowUp') setPlace((at) => Math.max(at - 1, 0))
    if (event.key === 'Enter') open(found[place])
  }
  return (
    <search className="finder">
      <input
        ref={input}
        value={text}
        aria-label="查找"
        placeholder="姓名、拼音首字母（zls）、身份证后四位、电话、办件号"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <kbd aria-hidden="true">/</kbd>
      {found && text.trim() !== '' && (
        <ul aria-label="查找结果">
          {found.length === 0 && (
            <li>
              <p>没有找到。请换一个字，或核对管辖范围。</p>
            </li>
          )}
          {found.map((one, i) => (
            <li key={one.key}>
              <button type="button" className={i === place ? 'on' : ''} onClick={() => open(one)}>
                <b>{one.title}</b>
                <span className="sub">{one.detail}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  )
}
