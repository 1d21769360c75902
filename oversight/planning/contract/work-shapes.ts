// Shapes that the lines about tasks, reports, projects and funds share; not part of the room's contract by name.
import { isDay } from '@songhe/basics/day'
import { z } from 'zod'

export const DayText = z.string().refine(isDay, '日期写成 2026-11-24 的样子')
export const Reason = z.string().trim().min(4, '理由至少 4 个字').max(300)
export const ById = z.object({ id: z.uuid() })
