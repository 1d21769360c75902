// Papers by their last day, photographs by their first bytes.
import { newId } from '@songhe/basics/ids'
import type { TestWorld } from '@songhe/kernel/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFacility } from '../register/open-facility.ts'
import { registerFacility } from '../register/register-facility.ts'
import { showFacility } from '../register/show-facility.ts'
import { CLERK, DIANJIANG, facilitiesWorld, placeIn, siteBody } from '../testing-facilities.ts'
import { addPaper, closePaper, daysLeft, listPapers, paperState } from './papers.ts'
import { addPhoto, closePhoto, showPhoto } from './photos.ts'

let world: TestWorld
let id = ''
beforeAll(async () => {
  world = await facilitiesWorld()
  const area = (await placeIn(world, DIANJIANG, 'residents')).key
  const body = siteBody({ kind: 'social-home', area, name: '某养老院', state: 'building', from: '2026-01-01' })
  await world.as(CLERK, (ctx) => registerFacility(ctx, { body }))
  id = body.id
})
afterAll(() => world.close())

const add = (to: string | null, kind: '食品经营许可证' | '养老机构备案回执' = '食品经营许可证', from = '2020-01-01') =>
  world.as(CLERK, (ctx) =>
    addPaper(ctx, { params: { id }, body: { id: newId(), kind, number: 'A1', issuer: '市场监管局', from, to } }),
  )

test('a paper holds on its last day, is due within the notice, and is red the day after', () => {
  expect(paperState('2026-11-25', '2026-11-25', 90)).toBe('soon')
  expect(paperState('2026-11-24', '2026-11-25', 90)).toBe('expired')
  expect(paperState('2027-02-23', '2026-11-25', 90)).toBe('soon')
  expect(paperState('2027-02-24', '2026-11-25', 90)).toBe('valid')
  expect(paperState(null, '2026-11-25', 90)).toBe('valid')
  expect([daysLeft('2026-11-25', '2026-11-25'), daysLeft('2026-11-20', '2026-11-25'), daysLeft(null, '2026-11-25')]).toEqual([
    0,
    -5,
    null,
  ])
})

test('a home whose licence ran out does not open; a renewed one counts, and the list shows what is due', async () => {
  await expect(add('2019-12-31')).rejects.toMatchObject({ kind: 'invalid' })
  const old = await add('2026-10-31')
  const open = () =>
    world.as(CLERK, (ctx) =>
      openFacility(ctx, { params: { id }, body: { id: newId(), day: '2026-11-20', note: '', despite: '' } }),
    )
  await expect(open()).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('食品经营许可证（至 2026-10-31）'),
  })
  await add('2027-01-31', '食品经营许可证', '2026-11-01')
  await add(null, '养老机构备案回执')
  const due = () => world.as(CLERK, (ctx) => listPapers(ctx, { query: { page: 1, size: 10, state: 'due' } }))
  expect((await due()).rows.map(({ to, state, days }) => [to, state, days])).toEqual([
    ['2026-10-31', 'expired', -25],
    ['2027-01-31', 'soon', 67],
  ])
  await world.as(CLERK, (ctx) => closePaper(ctx, { params: { id, paper: old.id }, body: { id: newId(), reason: '已换发新证' } }))
  expect((await due()).total).toBe(1)
  expect(await open()).toMatchObject({ outcome: 'created' })
})

test('photographs of the four uniform things are kept sealed and shown; what is no picture is refused by its bytes [DJ-023]', async () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
  const put = (bytes: Buffer, subject: '标识标牌' | '外观形象' | '功能风格' | '文化氛围', photo = newId()) =>
    world.as(CLERK, (ctx) =>
      addPhoto(ctx, {
        params: { id },
        query: { id: photo, subject, takenOn: '2026-11-20' },
        file: { name: 'a.jpg', mediaType: 'image/jpeg', bytes },
      }),
    )
  await expect(put(Buffer.from('<svg onload=alert(1)>'), '标识标牌')).rejects.toMatchObject({ kind: 'invalid' })
  const first = newId()
  expect(await put(jpeg, '标识标牌', first)).toMatchObject({ outcome: 'created' })
  expect(await put(jpeg, '标识标牌', first)).toMatchObject({ outcome: 'exists' })
  for (const subject of ['外观形象', '功能风格', '文化氛围'] as const) await put(jpeg, subject)
  const shown = await world.as(CLERK, (ctx) => showPhoto(ctx, { params: { id, photo: first } }))
  expect([shown.bytes.equals(jpeg), shown.mediaType, shown.inline]).toEqual([true, 'image/jpeg', true])
  await world.as(CLERK, (ctx) => closePhoto(ctx, { params: { id, photo: first }, body: { id: newId(), reason: '拍得不清楚' } }))
  const file = await world.as(CLERK, (ctx) => showFacility(ctx, { params: { id } }))
  expect(file.photos.map(({ subject }) => subject).sort()).toEqual(['功能风格', '外观形象', '文化氛围'])
  const stranger = { ...CLERK, roles: ['town-officer' as const], areas: [1] }
  await expect(world.as(stranger, (ctx) => showPhoto(ctx, { params: { id, photo: first } }))).rejects.toMatchObject({
    kind: 'not-found',
  })
})
