// Brings a printed word into the register of bodies: a known spelling, another spelling of a known function (proposed, for a human to confirm), or a new body.
import { newId } from '@songhe/basics/ids'
import type { Context } from '@songhe/kernel/context'
import { sql } from 'kysely'
import { type DepartmentKind, foldDepartment, functionOfWord, kindOfWord } from './department-words.ts'

export interface Department {
  id: string
  name: string
  kind: DepartmentKind
  role: string
}

export interface DepartmentBook {
  /** What the register knows of a word, without writing. */
  find(word: string): { department: Department; otherSpelling: boolean } | undefined
  meet(word: string): Promise<Department>
}

/** @param origin the import a new body came with */
export async function departmentBook(ctx: Context, origin: string | null = null): Promise<DepartmentBook> {
  const { district, name: recorder } = ctx.principal
  const known = await sql<Department & { folded: string | null }>`
    select d.id, d.name, d.kind, d.role, n.folded from planning.department d left join planning.department_name n on n.district = d.district and n.department = d.id
    where d.district = ${district} order by d.recorded_at`.execute(ctx.db)
  const byWord = new Map(known.rows.flatMap(({ folded, ...department }) => (folded ? [[folded, department] as const] : [])))
  const byRole = new Map(
    known.rows.flatMap(({ folded: _folded, ...one }) => (one.role ? [[one.role, one] as const] : [])).reverse(),
  )

  const find: DepartmentBook['find'] = (word) => {
    const spelled = byWord.get(foldDepartment(word))
    if (spelled) return { department: spelled, otherSpelling: false }
    const alike = byRole.get(functionOfWord(word))
    return alike && { department: alike, otherSpelling: true }
  }
  const keepName = (word: string, department: string, proposed: boolean) =>
    sql`insert into planning.department_name (district, folded, name, department, proposed, import)
      values (${district}, ${foldDepartment(word)}, ${word}, ${department}, ${proposed}, ${origin}) on conflict do nothing`.execute(
      ctx.db,
    )
  return {
    find,
    async meet(word) {
      const found = find(word)
      const department = found?.department ?? { id: newId(), name: word, kind: kindOfWord(word), role: functionOfWord(word) }
      if (!found)
        await sql`insert into planning.department (district, id, name, kind, role, import, recorded_by)
          values (${district}, ${department.id}, ${word}, ${department.kind}, ${department.role}, ${origin}, ${recorder})`.execute(
          ctx.db,
        )
      if (!found || found.otherSpelling) await keepName(word, department.id, found !== undefined)
      byWord.set(foldDepartment(word), department)
      if (department.role && !byRole.has(department.role)) byRole.set(department.role, department)
      return department
    },
  }
}
