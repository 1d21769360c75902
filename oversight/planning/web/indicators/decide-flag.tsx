// The answers that one open question allows, with the reason that goes into the record.
import { useMay } from '@songhe/ui/me'
import { decideFlag, type Flag } from '../../contract/flags.ts'
import { type ActValues, ActButton, type ActField } from '@songhe/ui/act-button'

const ANSWERS: Readonly<Record<string, readonly { value: string; label: string }[]>> = {
  historic: [
    { value: 'binding', label: '过期仍按它考核' },
    { value: 'past', label: '只作历史，不再考核' },
  ],
  'two-values': [
    { value: 'choose', label: '选一个来比较' },
    { value: 'accept', label: '都保留，按较严的看' },
  ],
  'no-date': [
    { value: 'set', label: '定一个期限' },
    { value: 'exclude', label: '不用来比较' },
  ],
  'date-inferred': [
    { value: 'accept', label: '时间读得对' },
    { value: 'set', label: '改定期限' },
  ],
  'unit-unknown': [
    { value: 'set', label: '定一个单位' },
    { value: 'exclude', label: '不用来比较' },
  ],
  'unit-mismatch': [
    { value: 'exclude', label: '不用来比较' },
    { value: 'accept', label: '仍可比较' },
  ],
  'percent-on-density': [{ value: 'exclude', label: '不用来比较' }],
  'base-unknown': [{ value: 'set', label: '定下口径' }],
  'quantity-unknown': [{ value: 'set', label: '定为总数、新增或现状' }],
  'wrong-sum': [{ value: 'accept', label: '照印保留' }],
  'late-plan': [{ value: 'accept', label: '照计划办' }],
}

const SET: Readonly<Record<string, ActField>> = {
  'no-date': { name: 'set', label: '期限', kind: 'day' },
  'date-inferred': { name: 'set', label: '期限（改定时填）', kind: 'day' },
  'unit-unknown': { name: 'set', label: '单位' },
  'base-unknown': { name: 'set', label: '口径', note: '例如 60 岁以上常住人口。', required: true },
  'quantity-unknown': {
    name: 'set',
    label: '是什么数',
    kind: 'select',
    options: ['总数', '新增', '现状'].map((value) => ({ value, label: value })),
    required: true,
  },
}

export function DecideFlag({ flag }: { flag: Flag }) {
  const may = useMay('planning.decide')
  const answers = ANSWERS[flag.kind] ?? []
  if (!may) return <span className="sub">等复核人员来定</span>
  const fields: ActField[] = [
    { name: 'verdict', label: '定为', kind: 'select', required: true, options: answers },
    ...(flag.values.length > 0
      ? [
          {
            name: 'value',
            label: '选哪一个',
            kind: 'select' as const,
            options: flag.values.map(({ id, said }) => ({ value: id, label: said })),
          },
        ]
      : []),
    ...(SET[flag.kind] ? [SET[flag.kind]!] : []),
    { name: 'reason', label: '理由', kind: 'long', required: true, note: '至少 4 个字，记入日志。' },
  ]
  const input = ({ verdict, value, set, reason }: ActValues, id: string) => ({
    params: { id: flag.id },
    body: { id, verdict, reason, ...(value && { value }), ...(set && { set }) },
  })
  return (
    <ActButton
      line={decideFlag}
      button="来定"
      small
      title={flag.said}
      fields={fields}
      initial={answers.length === 1 ? { verdict: answers[0]!.value } : {}}
      input={input}
    >
      <p className="sub">文件印的数不动，只定怎么用它。</p>
    </ActButton>
  )
}
