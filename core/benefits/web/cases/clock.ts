// An instant as the office reads it: month, day, hour and minute in China.
export const clock = (instant: string) =>
  new Date(instant).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
