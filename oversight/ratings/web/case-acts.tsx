// What may be done with a case now: score, withdraw, and at the foot the one decision of a second human.
import { ActButton } from '@songhe/ui/act-button'
import { DecisionBar } from '@songhe/ui/decision-bar'
import { useMay, useMe } from '@songhe/ui/me'
import { useWrite } from '@songhe/ui/query'
import { Form, Input } from 'antd'
import { decideCase, returnCase, scoreCase, takeEffect, withdrawCase } from '../contract/cases.ts'
import { raiseChallenge } from '../contract/challenges.ts'
import type { File } from './case-page.tsx'
import { ScoreButton } from './score-form.tsx'

export function CaseActs({ file }: { file: File }) {
  const [mayApply, mayScore, me] = [useMay('ratings.apply'), useMay('ratings.score'), useMe()]
  const params = { id: file.id }
  const early = file.state === 'applied' || file.state === 'scored'
  const shown = file.state === 'notice' || file.state === 'in-force' || file.state === 'below'
  const challenged = file.challenges.some(({ upheld }) => upheld === null)
  return (
    <>
      {mayApply && early && (
        <ActButton
          line={withdrawCase}
          button="撤回申请"
          fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
          input={({ reason }, id) => ({ params, body: { id, reason } })}
        />
      )}
      {mayApply && shown && !challenged && (
        <ActButton
          line={raiseChallenge}
          button={file.state === 'notice' ? '登记异议' : '登记申诉'}
          initial={{ raisedOn: me.today }}
          fields={[
            {
              name: 'raisedBy',
              label: '提出人',
              required: true,
              note: file.state === 'notice' ? '公示期内任何人都可以提。' : '设施或它的运营主体。',
            },
            { name: 'raisedOn', label: '提出日期', kind: 'day', required: true },
            { name: 'ground', label: '理由', kind: 'long', required: true },
          ]}
          input={({ raisedBy, raisedOn, ground }, id) => ({ params, body: { id, raisedBy, raisedOn, ground } })}
        />
      )}
      {mayScore && (early || challenged) && <Score file={file} review={challenged} />}
    </>
  )
}

function Score({ file, review }: { file: File; review: boolean }) {
  const write = useWrite(scoreCase)
  const me = useMe()
  return (
    <ScoreButton
      title={`${file.facilityName}：${review ? '复评' : '第三方评分'}`}
      button={review ? '登记复评' : '登记第三方评分'}
      primary={file.state === 'applied' || review}
      sections={file.sections}
      case={file.id}
      initial={{ scoredOn: me.today }}
      error={write.error}
      busy={write.isPending}
      before={
        <div className="two-columns">
          <Form.Item name="institution" label="评估机构" rules={[{ required: true, message: '请填写评估机构' }]}>
            <Input maxLength={100} placeholder={file.operator ? `不能是 ${file.operator}` : ''} />
          </Form.Item>
          <Form.Item name="creditCode" label="统一社会信用代码">
            <Input maxLength={18} placeholder="名称与运营主体相近时要写" />
          </Form.Item>
          <Form.Item name="people" label="评估人员" rules={[{ required: true, message: '请填写评估人员' }]}>
            <Input maxLength={100} placeholder={review ? '不能是上一次的评估人员' : '用顿号隔开'} />
          </Form.Item>
          <Form.Item name="scoredOn" label="评分日期" rules={[{ required: true, message: '请填写评分日期' }]}>
            <Input type="date" />
          </Form.Item>
        </div>
      }
      onSave={(id, scores, { institution = '', creditCode = '', people = '', scoredOn = '' }) =>
        write.mutateAsync({ params: { id: file.id }, body: { id, institution, creditCode, people, scoredOn, scores } })
      }
    />
  )
}

/** The second human's turn: decide or return, and after the notice let the rating begin. */
export function CaseDecision({ file }: { file: File }) {
  const [may, me] = [useMay('ratings.decide'), useMe()]
  const params = { id: file.id }
  const { version } = file
  if (!may) return null
  if (file.state === 'scored') {
    const grade = file.grading?.grade ?? ''
    const stopped = file.mayNotDecide || (file.grading?.outcome === 'missing' ? '还有情况没有登记，不能决定。' : '')
    return (
      <DecisionBar
        acts={
          <>
            <ActButton
              line={returnCase}
              button="退回重评"
              fields={[{ name: 'reason', label: '理由', kind: 'long', required: true }]}
              input={({ reason }, id) => ({ params, body: { id, version, reason } })}
            />
            {!stopped && (
              <ActButton
                line={decideCase}
                button={grade ? `决定${grade}并公示` : '决定：未达等级'}
                primary
                initial={{ decidedOn: me.today }}
                fields={[
                  { name: 'decision', label: '决定文号', required: true },
                  { name: 'decidedOn', label: '决定日期', kind: 'day', required: true },
                ]}
                input={({ decision, decidedOn }, id) => ({ params, body: { id, version, grade, decision, decidedOn } })}
              />
            )}
          </>
        }
      >
        <span>
          按标准：<b>{grade || '未达等级'}</b>，总分 {file.grading?.total}
        </span>
        <span className="sub">{stopped || '等级由标准按评分得出，不能另写。'}</span>
      </DecisionBar>
    )
  }
  if (file.state !== 'notice') return null
  const over = file.noticeTo !== null && file.noticeTo < me.today
  const open = file.challenges.some(({ upheld }) => upheld === null)
  return (
    <DecisionBar
      acts={
        over &&
        !open && (
          <ActButton
            line={takeEffect}
            button="等级生效"
            primary
            initial={{ validFrom: me.today }}
            fields={[
              {
                name: 'validFrom',
                label: '有效期起',
                kind: 'day',
                required: true,
                note: '公示期满以后、今天以前。年度绩效评价按评价年度。',
              },
            ]}
            input={({ validFrom }, id) => ({ params, body: { id, version, validFrom } })}
          />
        )
      }
    >
      <span>
        公示 {file.noticeFrom} 至 {file.noticeTo}：<b>{file.grade}</b>
      </span>
      <span className="sub">
        {open ? '先答复异议，才能生效。' : over ? '公示期满，没有未答复的异议。' : '公示期满以后生效。'}
      </span>
    </DecisionBar>
  )
}
