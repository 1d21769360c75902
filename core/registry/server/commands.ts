// The command line of the registry: the same verbs as the API.
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import { today } from '@songhe/kernel/today'
import { listAreas } from './areas/list-areas.ts'
import { findPeople } from './people/find-people.ts'
import { rollCommands } from './roll/roll-commands.ts'
import { showPerson } from './people/show-person.ts'

export const commands: Command[] = [
  {
    name: 'areas',
    title: '列出本区县的镇街和村社',
    usage: 'areas [日期]',
    permission: 'signed-in',
    async run(ctx, [on = today(ctx)], out) {
      const { areas } = await listAreas(ctx, { query: { on } })
      if (out.json) return out.data(areas)
      const indent = { district: '', town: '  ', village: '    ' }
      for (const area of inOrder(areas)) out.say(`${indent[area.kind]}${area.key}\t${area.name}`)
    },
  },
  {
    name: 'person find',
    title: '查找老人',
    usage: 'person find <姓名、拼音首字母、证号后四位或电话>',
    permission: 'registry.read',
    async run(ctx, args, out) {
      if (args.length === 0) throw invalid('请写要找谁。', { next: '例：npm run songhe -- person find 张 --as kz-jingban' })
      const { rows, more } = await findPeople(ctx, { query: { q: args.join(' '), limit: 20 } })
      if (out.json) return out.data(rows)
      for (const row of rows) out.say(`${row.id}  ${row.name}  ${row.birth}  ${row.place}  ${row.traits.join(' ')}`)
      out.say(rows.length === 0 ? '没有找到。' : more ? '还有更多，请再写详细一些。' : `共 ${rows.length} 人。`)
    },
  },
  {
    name: 'person show',
    title: '查看老人档案',
    usage: 'person show <编号>',
    permission: 'registry.read',
    async run(ctx, [id = ''], out) {
      const person = await showPerson(ctx, { params: { id } })
      if (out.json) return out.data(person)
      out.say(`${person.name}  ${person.sex === 'female' ? '女' : '男'}  ${person.age} 岁  ${person.place}  ${person.citizenId}`)
      for (const notice of person.notices) out.say(notice)
      for (const fact of person.facts) out.say(`${fact.title}\t${fact.text}\t${fact.source.label}，${fact.source.reportedOn}`)
    },
  },
  ...rollCommands,
]

/** Each town followed by its villages. */
function inOrder<T extends { key: number; parent: number | null }>(areas: readonly T[], parent: number | null = null): T[] {
  return areas.filter((area) => area.parent === parent).flatMap((area) => [area, ...inOrder(areas, area.key)])
}
