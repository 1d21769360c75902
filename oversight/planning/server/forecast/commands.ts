// The command line of the forecast: the same verbs as the API.
import { newId } from '@songhe/basics/ids'
import { invalid } from '@songhe/basics/problem'
import type { Command } from '@songhe/kernel/capability'
import { listForecasts } from './list-forecasts.ts'
import { makeForecast } from './make-forecast.ts'
import { showForecast } from './show-forecast.ts'

const WORDS: Readonly<Record<string, 'resident' | 'registered'>> = { 常住: 'resident', 户籍: 'registered' }
const DEFAULT_LAST = 2040
const DEFAULT_SEED = 20_201_101

export const commands: Command[] = [
  {
    name: 'forecast run',
    permission: 'planning.forecast',
    title: '推算老年人口并存下（常住或户籍，推到哪一年）',
    usage: 'forecast run <常住|户籍> [年份] --as <用户名>',
    async run(ctx, [word = '', last], out) {
      const base = WORDS[word]
      if (!base) throw invalid(`没有“${word}”这种口径。`, { next: '例：forecast run 常住 2040 --as kz-jingban' })
      const lastYear = last ? Number(last) : DEFAULT_LAST
      const fits = Number.isInteger(lastYear) && lastYear > 2020 && lastYear <= 2050
      if (!fits) throw invalid(`“${last}”不是能推算到的年份。`, { next: '请写 2021 到 2050 之间的年份。' })
      const done = await makeForecast(ctx, { body: { id: newId(), base, lastYear, seed: DEFAULT_SEED, note: '' } })
      out.data(done)
      out.say(`已推算并存下：${done.id}`)
    },
  },
  {
    name: 'forecast show',
    permission: 'planning.read',
    title: '查看一次预测；不写编号就看最近一次',
    usage: 'forecast show [编号]',
    async run(ctx, [id], out) {
      const newest = id ?? (await listForecasts(ctx, { query: { page: 1, size: 1, base: 'all' } })).rows[0]?.id
      if (!newest) return out.say('还没有推算过。例：forecast run 常住')
      const shown = await showForecast(ctx, { params: { id: newest } })
      if (out.json) return out.data(shown)
      out.say(
        `${shown.office}\t${shown.base === 'resident' ? '常住' : '户籍'}口径\t基期 ${shown.baseDay}\t${shown.holds ? '重算一致' : '重算不一致'}`,
      )
      for (const { year, ranges } of shown.years)
        out.say([year, ...['60+', '65+', '80+'].map((key) => `${key} ${ranges[key]!.value ?? '—'}`)].join('\t'))
      for (const need of shown.needs)
        out.say(
          `${need.title}\t${need.values.map((value) => value ?? '—').join(' / ')} ${need.unit}\t${need.document} ${need.clause}`,
        )
      for (const gap of shown.gaps) out.say(`缺\t${gap.title}\t${gap.why}`)
      if (!shown.holds) out.fail()
    },
  },
]
