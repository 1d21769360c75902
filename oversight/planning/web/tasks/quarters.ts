// The last four quarters that may be reported on, the running one first, with their names.
export function quarters(today: string): Record<string, string> {
  const last = Number(today.slice(0, 4)) * 4 + Math.ceil(Number(today.slice(5, 7)) / 3) - 1
  return Object.fromEntries(
    [0, 1, 2, 3].map((back) => {
      const [year, quarter] = [Math.floor((last - back) / 4), ((last - back) % 4) + 1]
      return [`${year}-Q${quarter}`, `${year} 年第 ${quarter} 季度`]
    }),
  )
}
