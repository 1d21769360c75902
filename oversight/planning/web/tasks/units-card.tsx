// Who answers for a task: the list as printed, what is printed twice, and the towns that a group means.
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { listAreas } from '@songhe/registry/contract'
import { useMay } from '@songhe/ui/me'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { chooseTowns, decideUnit, setLead, UNIT_FLAGS } from '../../contract/tasks.ts'
import type { TaskFile } from './task-page.tsx'

const REASON = { name: 'reason', label: '理由', kind: 'long', required: true } as const

export function UnitsCard({ task }: { task: TaskFile }) {
  const may = useMay('tasks.decide')
  const lead = task.units.find(({ part, verdict }) => part === 'lead' && verdict !== 'struck')
  return (
    <Card title="责任部门" act={may && !lead?.printed && <Lead task={task} />}>
      <p>
        牵头：<b>{lead ? lead.printed || lead.name : '未定'}</b>
        {lead && !lead.printed && <span className="xs">（文件没有写，本单位定）</span>}
      </p>
      <ul>
        {task.units
          .filter(({ part }) => part === 'helper')
          .map((unit) => (
            <li key={unit.position} style={{ padding: '3px 0', display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' }}>
              <span style={unit.verdict === 'struck' ? { textDecoration: 'line-through' } : {}}>{unit.printed}</span>
              {unit.name !== unit.printed && <span className="xs">即 {unit.name}</span>}
              {unit.flag && <StateTag tone={unit.verdict ? 'stone' : 'amber'}>{UNIT_FLAGS[unit.flag]}</StateTag>}
              {unit.verdict && (
                <span className="xs">
                  {unit.decidedBy} {unit.verdict === 'struck' ? '划去' : '保留'}：{unit.verdictReason}
                </span>
              )}
              {may &&
                unit.flag === 'repeated' &&
                !unit.verdict &&
                (['struck', 'kept'] as const).map((verdict) => (
                  <ActButton
                    key={verdict}
                    line={decideUnit}
                    button={verdict === 'struck' ? '划去' : '保留'}
                    quiet
                    title={`${verdict === 'struck' ? '划去' : '保留'}重复的“${unit.printed}”`}
                    fields={[REASON]}
                    input={({ reason }, id) => ({
                      params: { id: task.id, position: unit.position },
                      body: { id, verdict, reason },
                    })}
                  />
                ))}
            </li>
          ))}
      </ul>
      <Towns task={task} />
    </Card>
  )
}

function Lead({ task }: { task: TaskFile }) {
  const bodies = Object.fromEntries(
    task.units.filter(({ part }) => part === 'helper').map((unit) => [unit.department, unit.name]),
  )
  return (
    <ActButton
      line={setLead}
      button="定牵头"
      small
      fields={[{ name: 'department', label: '牵头单位', kind: 'select', required: true, options: optionsOf(bodies) }, REASON]}
      input={({ department, reason }, id) => ({ params: { id: task.id }, body: { id, department, reason } })}
    />
  )
}

function Towns({ task }: { task: TaskFile }) {
  const may = useMay('tasks.write')
  if (task.towns.length === 0 && !task.townsOpen) return null
  return (
    <div style={{ marginTop: 10 }}>
      <p className="sub">
        {task.towns.length > 0
          ? `涉及 ${task.towns.length} 个镇街：${task.towns.map(({ name }) => name).join('、')}`
          : '“相关镇街”还没有指明'}
      </p>
      {may && task.townsOpen && <Choose task={task} />}
    </div>
  )
}

function Choose({ task }: { task: TaskFile }) {
  const { data } = useRead(listAreas, { query: {} } as never)
  const towns = (data?.areas ?? []).filter(({ kind }) => kind === 'town')
  return (
    <ActButton
      line={chooseTowns}
      button="指明镇街"
      small
      initial={{ areas: task.towns.map(({ area }) => String(area)) }}
      fields={[
        {
          name: 'areas',
          label: '镇街',
          kind: 'many',
          required: true,
          options: towns.map(({ key, name }) => ({ value: String(key), label: name })),
        },
        REASON,
      ]}
      input={({ areas, reason }, id) => ({ params: { id: task.id }, body: { id, areas: areas.map(Number), reason } })}
    />
  )
}
