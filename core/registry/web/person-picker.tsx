// Choosing elders of the roll by typing: name, initials or the last four of the number, as in the search box.
import { call } from '@songhe/ui/call'
import { Select } from 'antd'
import { useRef, useState } from 'react'
import { findPeople } from '../contract.ts'

interface Props {
  id?: string
  value?: string[]
  onChange?(people: string[]): void
  /** The elder whose page this is. */
  without: string
}

export function PersonPicker({ id, value, onChange, without }: Props) {
  const [found, setFound] = useState<{ value: string; label: string }[]>([])
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const search = (text: string) => {
    clearTimeout(waiting.current)
    const q = text.trim()
    if (!q) return
    waiting.current = setTimeout(
      () =>
        call(findPeople, { query: { q, limit: 12 } }).then(
          ({ rows }) =>
            setFound(
              rows
                .filter((row) => row.id !== without && !row.diedOn && !row.leftOn)
                .map((row) => ({ value: row.id, label: `${row.name}　${row.age} 岁　${row.place}` })),
            ),
          () => setFound([]),
        ),
      160,
    )
  }
  return (
    <Select
      {...(id && { id })}
      mode="multiple"
      {...(value && { value })}
      {...(onChange && { onChange: (people: string[]) => onChange(people) })}
      placeholder="输入姓名、拼音首字母或证号后四位"
      showSearch={{ filterOption: false, onSearch: search }}
      notFoundContent="没有找到。不在名册上的家人，请登记为联系人并勾选“同住”。"
      options={found}
    />
  )
}
