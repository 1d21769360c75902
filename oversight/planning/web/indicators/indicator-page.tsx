// One indicator: how it is counted with its numbers, what is printed beside what is computed, where it is going, by town, and what was reported.
import { Citation } from '@songhe/ui/citation'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead } from '@songhe/ui/query'
import { StateTag } from '@songhe/ui/state-tag'
import { useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { type IndicatorFile, observeIndicator, showIndicator } from '../../contract/indicators.ts'
import { freezeIndicator } from '../../contract/reports.ts'
import { BASES, BINDING } from '../../contract/words.ts'
import { ActButton } from '@songhe/ui/act-button'
import { NumberPlaces } from '../number-places.tsx'
import { Amount, StateOf } from '../state-words.tsx'
import '../planning.css'
import { CourseCard } from './course-card.tsx'
import { DefineButton } from './define-button.tsx'
import { HowCounted } from './how-counted.tsx'
import { PrintedCard } from './printed-card.tsx'
import { ObservationsCard, ReportsCard, TownsCard } from './side-cards.tsx'

export function IndicatorPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: file, error } = useRead(showIndicator, { params: { id } })
  if (error) return <ProblemNote error={error} />
  if (!file) return <Skeleton active />
  return (
    <>
      <Head file={file} />
      <NumberPlaces at="/planning/indicators" />
      <div className="three">
        <div style={{ display: 'grid', gap: 12 }}>
          <HowCounted file={file} />
          <PrintedCard file={file} />
        </div>
        <div style={{ display: 'grid', gap: 12 }}>
          <CourseCard file={file} />
          <ReportsCard file={file} />
        </div>
        <div style={{ display: 'grid', gap: 12 }}>
          <TownsCard file={file} />
          <ObservationsCard file={file} />
        </div>
      </div>
    </>
  )
}

function Head({ file }: { file: IndicatorFile }) {
  const may = useMay('planning.write')
  return (
    <PageTitle
      title={file.title}
      acts={
        may && (
          <>
            <Observe file={file} />
            <DefineButton file={file} />
            {file.definition?.formula && <Freeze file={file} />}
          </>
        )
      }
    >
      <span>
        {file.binding && <StateTag tone="pine">{BINDING[file.binding]}</StateTag>} <StateOf state={file.state} />{' '}
        {file.base && <StateTag>{BASES[file.base] ?? file.base}</StateTag>}{' '}
        <Citation document={file.documentTitle} clause={file.clause} />
      </span>
      <span style={{ marginLeft: 'auto' }}>
        <span className="sub">{file.valueDay ? `截至 ${file.valueDay}　` : ''}</span>
        <b style={{ fontSize: 28 }}>
          <Amount value={file.value} unit={file.unit} />
        </b>
      </span>
    </PageTitle>
  )
}

function Observe({ file }: { file: IndicatorFile }) {
  return (
    <ActButton
      line={observeIndicator}
      button="按文件登记"
      title={`按文件登记“${file.title}”的数`}
      initial={{ unit: file.unit }}
      fields={[
        { name: 'day', label: '哪一天的数', kind: 'day', required: true },
        { name: 'value', label: '数值', required: true },
        { name: 'unit', label: '单位' },
        { name: 'document', label: '出自哪份文件', required: true, note: '没有文件的数不登记。' },
        { name: 'note', label: '说明', kind: 'long' },
        ...(file.observations.length > 0
          ? [
              {
                name: 'corrects',
                label: '更正哪一条',
                kind: 'select' as const,
                options: file.observations.map((one) => ({ value: one.id, label: `${one.day} ${one.value}${one.unit}` })),
              },
            ]
          : []),
      ]}
      input={({ day, value, unit = '', document, note = '', corrects }, id) => ({
        params: { id: file.id },
        body: { id, day, value: String(value), unit, document, note, ...(corrects && { corrects }) },
      })}
    />
  )
}

function Freeze({ file }: { file: IndicatorFile }) {
  return (
    <ActButton
      line={freezeIndicator}
      button="报出并冻结"
      title={`报出“${file.title}”`}
      primary
      initial={{ asOf: file.valueDay }}
      fields={[
        { name: 'name', label: '报表名称', required: true, note: '例如“2026年三季度通报”。' },
        { name: 'asOf', label: '截至哪天', kind: 'day', required: true },
        { name: 'shared', label: '给其他区县看这个数', kind: 'check' },
      ]}
      input={({ name, asOf, shared = false }, id) => ({ params: { id: file.id }, body: { id, name, asOf, shared } })}
    >
      <p className="sub">算法、取数时刻和背后的每一条记录一起冻结，以后不改；随时可以按当时所知重算。</p>
    </ActButton>
  )
}
