// The office's words for the states of a run, and how a month and an instant are written.
import type { Tone } from '@songhe/ui/state-tag'

export const RUN_STATES: Record<string, [string, Tone]> = {
  computing: ['计算中', 'sky'],
  computed: ['待提交', 'sky'],
  submitted: ['待复核', 'sky'],
  approved: ['已批准', 'pine'],
  sent: ['发放中', 'pine'],
  settled: ['已回盘', 'pine'],
  reopened: ['已重开', 'amber'],
  discarded: ['已作废', 'stone'],
}
export const LINE_TONES: Record<string, Tone> = {
  due: 'stone',
  held: 'amber',
  sent: 'sky',
  paid: 'pine',
  returned: 'red',
  reissued: 'sky',
  cancelled: 'stone',
}

export const ADJUSTMENT_KINDS: Record<string, string> = { arrear: '补发', recovery: '追回', 'one-off': '一次性更正' }

export const monthTitle = (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`
export const instant = (at: string | null | undefined) =>
  at
    ? new Date(at).toLocaleString('zh-CN', {
        timeZone: 'Asia/Shanghai',
        month: 'numeric',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      })
    : ''
