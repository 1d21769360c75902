// Accounts of operators and owners: entered by one person, confirmed by another before any file uses them.
import { ListPage } from '@songhe/ui/list-page'
import { useListState } from '@songhe/ui/list-state'
import { useMay } from '@songhe/ui/me'
import { PageTitle } from '@songhe/ui/page-title'
import { ProblemNote } from '@songhe/ui/problem-note'
import { useRead, useWrite } from '@songhe/ui/query'
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { Button, type TableColumnsType } from 'antd'
import { decideGrantAccount, enterGrantAccount, type GrantAccountRow, listGrantAccounts } from '../../contract-grants.ts'
import { ActButton } from '@songhe/ui/act-button'
import { GrantPlaces } from './grant-words.tsx'

const TONES: Readonly<Record<string, Tone>> = { waiting: 'amber', confirmed: 'pine' }

export function GrantAccountsPage() {
  const [state, change] = useListState({ page: 1, state: '' })
  const chosen = ['waiting', 'confirmed', 'past'].includes(state.state) ? { state: state.state as 'waiting' } : {}
  const input = { query: { page: Number(state.page), size: 20, ...chosen } }
  const list = useRead(listGrantAccounts, input)
  const decide = useWrite(decideGrantAccount)
  const may = useMay('benefits.run')
  const columns: TableColumnsType<GrantAccountRow> = [
    { title: '收款的一方', render: (_, row) => `${row.subjectName}（${row.subjectKind === 'operator' ? '运营主体' : '设施'}）` },
    { title: '户名', dataIndex: 'holder' },
    { title: '开户行', dataIndex: 'bank' },
    { title: '账号', render: (_, row) => `尾号 ${row.tail}` },
    { title: '依据', dataIndex: 'ground' },
    { title: '状态', render: (_, row) => <StateTag tone={TONES[row.state] ?? 'stone'}>{row.stateTitle}</StateTag> },
    { title: '登记', dataIndex: 'enteredBy' },
    { title: '确认', render: (_, row) => row.decidedBy ?? <span className="stone">—</span> },
    {
      title: '',
      render: (_, row) => (
        <span style={{ display: 'flex', gap: 6 }}>
          {row.bar === null && (
            <>
              <Button
                size="small"
                onClick={() => decide.mutate({ params: { id: row.id }, body: { verdict: 'confirm', note: '' } })}
              >
                确认
              </Button>
              <Button
                size="small"
                onClick={() => decide.mutate({ params: { id: row.id }, body: { verdict: 'reject', note: '与开户资料不符' } })}
              >
                不符
              </Button>
            </>
          )}
          {may && row.state === 'confirmed' && (
            <ActButton
              line={enterGrantAccount}
              button="更换"
              small
              title={`更换${row.subjectName}的账户`}
              initial={{ holder: row.holder, bank: row.bank, ground: row.ground }}
              fields={[
                { name: 'holder', label: '户名', required: true },
                { name: 'account', label: '账号', required: true },
                { name: 'bank', label: '开户行' },
                { name: 'ground', label: '依据', note: '户名和收款的一方不同时必填。' },
              ]}
              input={(values, id) => ({
                body: {
                  id,
                  subjectKind: row.subjectKind,
                  subject: row.subject,
                  holder: values.holder!,
                  account: values.account!,
                  bank: values.bank ?? '',
                  ground: values.ground ?? '',
                },
              })}
            />
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <PageTitle title="设施收款账户">
        <span className="sub">一人登记、另一人确认以后，银行文件才会用；新账户请在设施页上登记</span>
      </PageTitle>
      <GrantPlaces at="/benefits/grants/accounts" />
      <ProblemNote error={decide.error} />
      <ListPage<GrantAccountRow>
        columns={columns}
        rows={list.data?.rows}
        total={list.data?.total ?? 0}
        page={Number(state.page)}
        size={20}
        rowKey="id"
        loading={list.isPending}
        error={list.error}
        empty="没有登记收款账户。"
        sheet={{ line: listGrantAccounts, input }}
        onPage={(page) => change({ page })}
        filters={[
          ['', '待确认和在用'],
          ['waiting', '待确认'],
          ['past', '以前的'],
        ].map(([key, title]) => (
          <Button
            key={key}
            type={state.state === key ? 'default' : 'text'}
            aria-pressed={state.state === key}
            onClick={() => change({ state: key!, page: 1 })}
          >
            {title}
          </Button>
        ))}
      />
    </>
  )
}
