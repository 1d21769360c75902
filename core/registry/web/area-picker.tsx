// Town and village from the tree of the day; typing filters by name.
import { useRead } from '@songhe/ui/query'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import type { AreaNode } from '../contract/areas.ts'
import { listAreas } from '../contract.ts'

interface Props {
  value?: number | undefined
  onChange(area: number | undefined): void
  label: string
  on?: string
}

export function AreaPicker({ value, onChange, label, on }: Props) {
  const { data, isLoading } = useRead(listAreas, { query: { on } })
  const tree = useMemo(() => treeOf(data?.areas ?? []), [data])
  return (
    <TreeSelect
      aria-label={label}
      value={value}
      onChange={onChange}
      treeData={tree}
      loading={isLoading}
      allowClear
      showSearch
      treeNodeFilterProp="title"
      placeholder={label}
      style={{ minWidth: 200 }}
      popupMatchSelectWidth={320}
    />
  )
}

interface Branch {
  value: number
  title: string
  children: Branch[]
}

function treeOf(areas: readonly AreaNode[]): Branch[] {
  const branches = new Map(areas.map((area) => [area.key, { value: area.key, title: area.name, children: [] as Branch[] }]))
  const top: Branch[] = []
  for (const area of areas) {
    if (area.kind === 'district') continue
    const above = area.parent === null ? undefined : branches.get(area.parent)
    if (area.kind === 'town' || !above) top.push(branches.get(area.key)!)
    else above.children.push(branches.get(area.key)!)
  }
  return top
}
