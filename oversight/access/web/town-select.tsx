// The place a role is limited to: a town or a village of it; empty is the whole district.
import { listAreas } from '@songhe/registry/contract'
import { useRead } from '@songhe/ui/query'
import { TreeSelect } from 'antd'

interface Props {
  id?: string
  value?: number | undefined
  onChange?(area: number | undefined): void
}

export function TownSelect({ id, value, onChange }: Props) {
  const areas = useRead(listAreas, { query: {} }).data?.areas ?? []
  const below = Map.groupBy(areas, (area) => area.parent)
  const towns = areas.filter((area) => area.kind === 'town')
  return (
    <TreeSelect
      {...(id && { id })}
      aria-label="管辖范围"
      placeholder="全区县"
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      value={value}
      {...(onChange && { onChange })}
      treeData={towns.map((town) => ({
        value: town.key,
        title: town.name,
        children: (below.get(town.key) ?? []).map((village) => ({ value: village.key, title: village.name })),
      }))}
      style={{ minWidth: 180 }}
    />
  )
}
