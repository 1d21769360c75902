// `export open` on the command line: the same two persons, named by --as.
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { newId } from '@songhe/basics/ids'
import type { Command } from '@songhe/kernel/capability'
import { openCommand } from '@songhe/kernel/open-export/openssl-cipher'
import { approveOpenExport, askOpenExport } from './decide.ts'
import { downloadOpenExport } from './write-file.ts'

export const commands: Command[] = [
  {
    name: 'export open',
    title: '要求一次开放导出（另一人批准）',
    usage: 'export open <用途> --as 用户名',
    permission: 'open-export.ask',
    async run(ctx, [reason = ''], out) {
      if (reason.length < 4) throw new Error('请写明用途，例如：export open "2026年11月留存" --as kz-jingban')
      const { id } = await askOpenExport(ctx, { body: { id: newId(), reason } })
      out.data({ id })
      out.say(`已要求。请另一位同事批准：export open approve ${id} --as <复核的用户名>`)
    },
  },
  {
    name: 'export open approve',
    title: '批准开放导出，显示口令（只显示这一次）',
    usage: 'export open approve <编号> --as 用户名',
    permission: 'open-export.approve',
    async run(ctx, [id = ''], out) {
      const { passphrase } = await approveOpenExport(ctx, { params: { id } })
      out.data({ id, passphrase })
      out.say(`口令 ${passphrase}（只显示这一次）。后台正在写文件；要求人取文件：export open fetch ${id} <文件> --as <要求人>`)
    },
  },
  {
    name: 'export open fetch',
    title: '取开放导出的文件',
    usage: 'export open fetch <编号> <文件> --as 用户名',
    permission: 'open-export.ask',
    async run(ctx, [id = '', file = 'songhe-export.tar.gz.enc'], out) {
      const { stream } = await downloadOpenExport(ctx, { params: { id } })
      await pipeline(stream, createWriteStream(file, { mode: 0o600, flags: 'wx' }))
      out.data({ id, file })
      out.say(`已存到 ${file}。打开：${openCommand(file)}`)
    },
  },
]
