// A site asks to be rated: pick it (unless it is known already), write the self-check, hand in.
import { listFacilities } from '@songhe/facilities/contract'
import { useMe } from '@songhe/ui/me'
import { useRead, useWrite } from '@songhe/ui/query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { applyForRating } from '../contract/cases.ts'
import { ScoreButton } from './score-form.tsx'

interface Props {
  round: {
    id: string
    title: string
    scheme: string
    kinds: readonly { key: string }[]
    sections: readonly { id: string; points: number }[]
  }
  facility?: { id: string; name: string }
  primary?: boolean
}

export function ApplyButton({ round, facility, primary = false }: Props) {
  const me = useMe()
  const navigate = useNavigate()
  const write = useWrite(applyForRating)
  return (
    <ScoreButton
      title={facility ? `${facility.name}：${round.title}` : `登记申请：${round.title}`}
      button="登记申请"
      primary={primary}
      sections={round.sections}
      error={write.error}
      busy={write.isPending}
      before={
        <>
          {!facility && (
            <Form.Item name="facility" label="设施" rules={[{ required: true, message: '请选择设施' }]}>
              <SitePicker kinds={round.kinds.map(({ key }) => key)} />
            </Form.Item>
          )}
          <p className="sub" style={{ marginBottom: 8 }}>
            {round.scheme === 'evaluation'
              ? '自评可以不填；填了就要填全。'
              : '自评：每个部分都要有得分和证据，决定以第三方评分为准。'}
          </p>
        </>
      }
      onSave={(id, scores, values) =>
        write
          .mutateAsync({
            params: { id: round.id },
            body: { id, facility: facility?.id ?? values.facility!, appliedOn: me.today, scores },
          })
          .then(() => navigate({ to: `/ratings/cases/${id}` as never }))
      }
    />
  )
}

/** Form.Item hands value and onChange to its child. */
function SitePicker({ kinds, value, onChange }: { kinds: readonly string[]; value?: string; onChange?(site: string): void }) {
  const [q, setQ] = useState('')
  const { data } = useRead(listFacilities, { query: { page: 1, size: 100, state: 'running', ...(q && { q }) } as never })
  return (
    <Select
      aria-label="设施"
      showSearch
      filterOption={false}
      placeholder="写名称中的几个字"
      {...(value !== undefined && { value })}
      onSearch={setQ}
      {...(onChange && { onChange })}
      options={(data?.rows ?? [])
        .filter(({ kind }) => kinds.includes(kind))
        .map((row) => ({ value: row.id, label: `${row.name} ${row.place}` }))}
    />
  )
}
