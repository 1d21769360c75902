// Addresses and problems, without a server.
import { afterEach, expect, test, vi } from 'vitest'
import { get } from '@songhe/basics/contract'
import { z } from 'zod'
import { addressOf, CallProblem, call } from './call.tsx'

afterEach(() => vi.unstubAllGlobals())

test('path parts are filled and encoded, empty query values are left out', () => {
  expect(addressOf('/people/:id/facts', { id: 'a/b' }, { page: 2, text: '', kind: undefined })).toBe(
    '/api/people/a%2Fb/facts?page=2',
  )
})

const line = get('/x', { title: 'x', permission: 'public', reply: z.object({ ok: z.boolean() }) })

test('a problem reply is thrown with what to do next', async () => {
  vi.stubGlobal(
    'fetch',
    async () => new Response(JSON.stringify({ kind: 'conflict', message: '已经办过了。', next: '请刷新。' }), { status: 409 }),
  )
  await expect(call(line, {})).rejects.toMatchObject({ problem: { kind: 'conflict', next: '请刷新。' } })
})

test('no network is said plainly', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('fetch failed')))
  await expect(call(line, {})).rejects.toBeInstanceOf(CallProblem)
})
