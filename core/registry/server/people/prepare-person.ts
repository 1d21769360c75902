// From what was typed to what is stored: number read and checked, sealed values and indexes, search keys. Used by one registration and by bulk alike.
import { readCitizenId, DEMO_PREFIXES } from '@songhe/basics/citizen-id'
import type { Day } from '@songhe/basics/day'
import { maskName } from '@songhe/basics/masking'
import { blindIndex, seal, tailIndex } from '@songhe/kernel/secrets'

export interface Identity {
  citizenId: string | null
  birth: Day
  sex: 'male' | 'female'
  prefix: string | null
  warnings: string[]
}

/** @returns the identity, or `{ error }` in plain Chinese */
export function readIdentity(
  typed: { citizenId?: string | undefined; birth?: Day | undefined; sex?: 'male' | 'female' | undefined },
  on: Day,
  demo: boolean,
): Identity | { error: string } {
  if (!typed.citizenId?.trim()) {
    if (!typed.birth || !typed.sex) return { error: '没有身份证号时，出生日期和性别必须填写。' }
    if (typed.birth > on) return { error: `出生日期 ${typed.birth} 晚于今天。` }
    return { citizenId: null, birth: typed.birth, sex: typed.sex, prefix: null, warnings: ['没有身份证号，请尽快补登。'] }
  }
  const read = readCitizenId(typed.citizenId, on)
  if ('error' in read) return read
  if (!demo && DEMO_PREFIXES.includes(read.prefix)) return { error: `证号前六位 ${read.prefix} 只用于演示，正式环境不能登记。` }
  return {
    citizenId: read.id,
    birth: read.birth,
    sex: read.sex,
    prefix: read.kind === 'resident' ? read.prefix : null,
    warnings: read.warnings,
  }
}

export const foldPhone = (phone: string) => phone.normalize('NFKC').replace(/[^\d]/g, '')

export interface SealedPerson {
  name_masked: string
  citizen_id: Buffer | null
  citizen_id_index: Buffer | null
  citizen_id_tail: Buffer | null
  phone: Buffer | null
  phone_index: Buffer | null
}

export function sealPerson(name: string, citizenId: string | null, phone: string): SealedPerson {
  const digits = foldPhone(phone)
  return {
    name_masked: maskName(name),
    citizen_id: citizenId ? seal(citizenId) : null,
    citizen_id_index: citizenId ? blindIndex('citizen-id', citizenId) : null,
    citizen_id_tail: citizenId ? tailIndex(citizenId.slice(-4)) : null,
    phone: digits ? seal(digits) : null,
    phone_index: digits ? blindIndex('phone', digits) : null,
  }
}
