// One project: what is planned, its steps, its photographs, and what the printed figures give together.
import type { ReplyOf } from '@songhe/basics/contract'
import { newId } from '@songhe/basics/ids'
import { ActButton, optionsOf } from '@songhe/ui/act-button'
import { Card } from '@songhe/facilities/web-door'
import { addressOf } from '@songhe/ui/call'
import { Citation } from '@songhe/ui/citation'
import { useMay, useMe } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton, Upload } from 'antd'
import {
  addMilestone,
  addProjectPhoto,
  decideProject,
  PROJECT_STATES,
  QUANTITY_KINDS,
  reachMilestone,
  showProject,
  showProjectPhoto,
} from '../../contract/projects.ts'
import { Places } from '../tasks/places.tsx'
import { amountText, ProjectWord } from './projects-page.tsx'

type File = ReplyOf<typeof showProject>

export function ProjectPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error } = useRead(showProject, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!data) return <Skeleton active />
  return (
    <>
      <PageTitle title={`${data.programme}　${data.item}`} acts={<Decide project={data} />}>
        <ProjectWord standing={data.standing} />
        <Citation document={data.documentTitle} clause={data.clause} />
      </PageTitle>
      <Places at="/tasks/projects" />
      <div className="person-grid">
        <div style={{ display: 'grid', gap: 12 }}>
          <Steps project={data} />
          <Photos project={data} />
        </div>
        <aside aria-label="计划内容" style={{ display: 'grid', gap: 12 }}>
          <Planned project={data} />
        </aside>
      </div>
    </>
  )
}

function Planned({ project }: { project: File }) {
  return (
    <Card title="计划内容">
      <p>
        {project.action} {project.place} <b>{amountText(project)}</b>
        {project.quantityKind && <span className="xs">（{QUANTITY_KINDS[project.quantityKind]}）</span>}
      </p>
      <p className="sub">
        {project.dueOn ? `期限 ${project.dueOn}` : '没有期限'}
        {project.duePrinted && `，文件写作“${project.duePrinted}”`}
      </p>
      {project.decidedBy && (
        <p className="xs">
          {project.decidedOn} {project.decidedBy} 确认：{project.decidedReason}
        </p>
      )}
      {project.facility && <Link to={`/facilities/${project.facility}` as never}>打开建成的设施</Link>}
      {project.derived.length > 0 && (
        <ul style={{ marginTop: 8 }}>
          {project.derived.map((one) => (
            <li key={one.title}>
              {one.title} <b>{one.value}</b> <span className="xs">{one.formula}</span>
            </li>
          ))}
        </ul>
      )}
      {project.siblings.length > 0 && (
        <>
          <p className="sub" style={{ marginTop: 8 }}>
            同一项目的其他内容
          </p>
          <ul>
            {project.siblings.map((line) => (
              <li key={line.id} style={{ padding: '2px 0' }}>
                <Link to={`/tasks/projects/${line.id}` as never}>
                  {line.item} {line.action} {line.place}
                </Link>{' '}
                <span className="xs">
                  {line.printed} {line.unit}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function Decide({ project }: { project: File }) {
  const may = useMay('projects.decide')
  if (!may) return null
  const { 'to-confirm': _first, ...states } = PROJECT_STATES
  return (
    <ActButton
      line={decideProject}
      button={project.standing === 'to-confirm' ? '确认项目' : '改情形或口径'}
      primary={project.standing === 'to-confirm'}
      initial={{ standing: project.standing === 'to-confirm' ? 'running' : project.standing, dueOn: project.dueOn ?? '' }}
      fields={[
        { name: 'standing', label: '情形', kind: 'select', required: true, options: optionsOf(states) },
        ...(project.printed
          ? [
              {
                name: 'quantityKind',
                label: '数量口径',
                kind: 'select' as const,
                options: optionsOf({ total: '总数', added: '新增' }),
              },
            ]
          : []),
        { name: 'dueOn', label: '期限', kind: 'day' },
        { name: 'reason', label: '依据', kind: 'long', required: true },
      ]}
      input={({ standing, quantityKind, dueOn, reason }, id) => ({
        params: { id: project.id },
        body: { id, standing, reason, ...(quantityKind && { quantityKind }), ...(dueOn && { dueOn }) },
      })}
    />
  )
}

function Steps({ project }: { project: File }) {
  const [may, me] = [useMay('projects.write'), useMe()]
  return (
    <Card
      title="节点"
      act={
        may && (
          <ActButton
            line={addMilestone}
            button="加节点"
            small
            fields={[
              { name: 'title', label: '节点', required: true },
              { name: 'dueOn', label: '应完成日期', kind: 'day', required: true },
            ]}
            input={({ title, dueOn }, id) => ({ params: { id: project.id }, body: { id, title, dueOn } })}
          />
        )
      }
    >
      {project.steps.length === 0 && <p className="sub">还没有登记节点</p>}
      <ul>
        {project.steps.map((step) => (
          <li key={step.id} style={{ display: 'flex', gap: 10, flexWrap: 'wrap', padding: '4px 0', alignItems: 'center' }}>
            <span className="sub keep">{step.dueOn}</span>
            <b>{step.title}</b>
            {step.reachedOn ? (
              <span className={step.late ? 'amber' : 'pine'}>
                {step.reachedOn} 完成{step.late && '，迟于计划'} <span className="xs">{step.reachedBy}</span>
              </span>
            ) : (
              step.late && <span className="red">逾期</span>
            )}
            {step.note && <span className="xs">{step.note}</span>}
            {may && !step.reachedOn && (
              <ActButton
                line={reachMilestone}
                button="完成"
                quiet
                title={`完成节点：${step.title}`}
                initial={{ day: me.today }}
                fields={[
                  { name: 'day', label: '完成日期', kind: 'day', required: true },
                  { name: 'note', label: '说明' },
                ]}
                input={({ day, note = '' }, id) => ({ params: { id: project.id, milestone: step.id }, body: { id, day, note } })}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Photos({ project }: { project: File }) {
  const [may, me] = [useMay('projects.write'), useMe()]
  const write = useWrite(addProjectPhoto)
  return (
    <Card title="照片">
      {project.photos.length === 0 && <p className="sub">没有照片</p>}
      <ul style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))', gap: 10 }}>
        {project.photos.map((photo) => (
          <li key={photo.id}>
            <img
              src={addressOf(showProjectPhoto.path, { id: project.id, photo: photo.id })}
              alt={`${project.programme}，${photo.takenOn}`}
              loading="lazy"
              style={{ width: '100%', height: 100, objectFit: 'cover', borderRadius: 4 }}
            />
            <div className="xs">
              {photo.takenOn} {photo.note} {photo.recordedBy}
            </div>
          </li>
        ))}
      </ul>
      {may && (
        <div style={{ marginTop: 10 }}>
          <Upload
            accept="image/jpeg,image/png"
            showUploadList={false}
            beforeUpload={(file) => {
              write.mutate({ params: { id: project.id }, query: { id: newId(), takenOn: me.today, note: '' }, file } as never)
              return false
            }}
          >
            <Button loading={write.isPending}>上传照片</Button>
          </Upload>
          <ProblemNote error={write.error} />
        </div>
      )}
    </Card>
  )
}
