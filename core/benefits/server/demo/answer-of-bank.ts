// A bank of the demo: answers our own payment file, mostly with success. Pure; used by the demo and by tests.
import iconv from 'iconv-lite'

/** One row in fifty fails with a reason of banks. */
export function answerOfBank(file: Buffer, seed: number, failEvery = 50): Buffer {
  const [head = '', ...rows] = iconv.decode(file, 'gb18030').trim().split('\r\n')
  const columns = head.split(',')
  const at = (title: string) => columns.indexOf(title)
  const answers = rows
    .filter((row) => !row.startsWith('合计'))
    .map((row) => {
      const cells = row.split(',')
      const number = cells[at('序号')] ?? ''
      const fails = (Number(number) + seed) % failEvery === 0
      return [number, cells[at('账号')], cells[at('金额')], fails ? '失败' : '成功', fails ? '账户状态异常' : ''].join(',')
    })
  return iconv.encode(['序号,账号,金额,结果,原因', ...answers].join('\r\n'), 'gb18030')
}
