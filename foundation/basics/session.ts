// Contract lines of signing in, shared by every front door.
import { z } from 'zod'
import { get, post } from './contract.ts'

export const SignInStep = z.object({ next: z.enum(['ready', 'change-password', 'enrol', 'second-factor']) })

export const signIn = post('/auth/sign-in', {
  title: '登录',
  permission: 'public',
  audit: 'auth.signed-in',
  body: z.object({
    username: z.string().min(1).max(60),
    password: z.string().min(1).max(200),
    code: z.string().max(12).optional(),
  }),
  reply: SignInStep,
})

export const signOut = post('/auth/sign-out', {
  title: '退出',
  permission: 'signed-in',
  audit: 'auth.signed-out',
  reply: z.object({}),
})

export const changePassword = post('/auth/change-password', {
  title: '修改密码',
  permission: 'signed-in',
  audit: 'auth.password-changed',
  body: z.object({ current: z.string().max(200), next: z.string().max(200) }),
  reply: SignInStep,
})

/** First call without a code gives the secret to scan; the second with a right code keeps it. */
export const enrolSecondFactor = post('/auth/enrol', {
  title: '绑定动态码',
  permission: 'signed-in',
  audit: 'auth.second-factor-enrolled',
  body: z.object({ secret: z.string().max(64).optional(), code: z.string().max(12).optional() }),
  reply: z.object({ secret: z.string(), uri: z.string(), kept: z.boolean() }),
})

export const Me = z.object({
  account: z.string(),
  staff: z.string(),
  username: z.string(),
  name: z.string(),
  post: z.string(),
  roles: z.array(z.object({ key: z.string(), label: z.string() })),
  permissions: z.array(z.string()),
  district: z.object({ key: z.number(), name: z.string(), office: z.string() }),
  areas: z.array(z.object({ key: z.number(), name: z.string() })).nullable(),
  demo: z.boolean(),
  /** A practice region keeps the boundaries of that year, whatever ended since (渝北 in November 2025); null elsewhere. */
  boundariesOf: z.string().nullable(),
  today: z.string(),
  helpLine: z.string(),
  mustChangePassword: z.boolean(),
  mustEnrol: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const me = get('/auth/me', { title: '我是谁', permission: 'signed-in', reply: Me })
