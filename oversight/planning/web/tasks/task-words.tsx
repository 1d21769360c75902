// The two things said of a task: what the registers say, and how the deadline stands. A task that nobody has confirmed alarms nobody.
import { StateTag, type Tone } from '@songhe/ui/state-tag'
import { DEADLINES, PROOFS, STANDINGS } from '../../contract/tasks.ts'

const PROOF_TONES: Record<string, Tone> = {
  met: 'pine',
  'met-late': 'pine',
  'not-met': 'sky',
  'no-source': 'stone',
  'evidence-missing': 'amber',
}
export const ProofWord = ({ proof }: { proof: string }) => (
  <StateTag tone={PROOF_TONES[proof] ?? 'stone'}>{PROOFS[proof]}</StateTag>
)

interface Said {
  standing: string
  proof: string
  deadline: string
}

export function TaskWord({ standing, proof, deadline }: Said) {
  if (standing !== 'running') return <StateTag>{STANDINGS[standing]}</StateTag>
  const reached = proof === 'met' || proof === 'met-late'
  return (
    <>
      <ProofWord proof={proof} />
      {!reached && (deadline === 'overdue' || deadline === 'soon') && (
        <StateTag tone={deadline === 'overdue' ? 'red' : 'amber'}>{DEADLINES[deadline]}</StateTag>
      )}
    </>
  )
}
