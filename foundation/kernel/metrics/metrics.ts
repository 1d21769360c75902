// Counters, durations and gauges as Prometheus text. Labels are routes, states and kinds: never a name, a number or an address.

type Labels = Readonly<Record<string, string>>

interface Family {
  type: 'counter' | 'gauge' | 'histogram'
  help: string
  lines(): string[]
}

/** Seconds. An office sees the difference between 50 ms and half a second, and complains from two on. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10]

export class Metrics {
  private readonly families = new Map<string, Family>()

  counter(name: string, help: string): (labels: Labels, by?: number) => void {
    const counts = new Map<string, number>()
    this.families.set(name, { type: 'counter', help, lines: () => [...counts].map(([at, count]) => `${name}${at} ${count}`) })
    return (labels, by = 1) => {
      const at = textOf(labels)
      counts.set(at, (counts.get(at) ?? 0) + by)
    }
  }

  durations(name: string, help: string): (labels: Labels, seconds: number) => void {
    const kept = new Map<string, { labels: Labels; buckets: number[]; sum: number; count: number }>()
    const lines = () =>
      [...kept.values()].flatMap(({ labels, buckets, sum, count }) => [
        ...BUCKETS.map((limit, place) => `${name}_bucket${textOf({ ...labels, le: String(limit) })} ${buckets[place]}`),
        `${name}_bucket${textOf({ ...labels, le: '+Inf' })} ${count}`,
        `${name}_sum${textOf(labels)} ${sum}`,
        `${name}_count${textOf(labels)} ${count}`,
      ])
    this.families.set(name, { type: 'histogram', help, lines })
    return (labels, seconds) => {
      const at = textOf(labels)
      const one = kept.get(at) ?? { labels, buckets: BUCKETS.map(() => 0), sum: 0, count: 0 }
      kept.set(at, one)
      one.sum += seconds
      one.count++
      for (const [place, limit] of BUCKETS.entries()) if (seconds <= limit) one.buckets[place]!++
    }
  }

  /** Asked when the page is asked for; `null` = not known now, and then the line is left out. */
  gauge(name: string, help: string, read: () => number | null) {
    this.families.set(name, {
      type: 'gauge',
      help,
      lines: () => {
        const value = read()
        return value === null ? [] : [`${name} ${value}`]
      },
    })
  }

  text(): string {
    return [...this.families]
      .map(([name, { type, help, lines }]) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines(), ''].join('\n'))
      .join('')
  }
}

function textOf(labels: Labels): string {
  const parts = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`,
  )
  return parts.length ? `{${parts.join(',')}}` : ''
}
