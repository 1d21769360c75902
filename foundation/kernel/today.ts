// The office's day at the moment of the act.
import { type Day, dayInChina } from '@songhe/basics/day'
import type { Context } from './context.ts'

export const today = (ctx: Pick<Context, 'now'>): Day => dayInChina(ctx.now)
