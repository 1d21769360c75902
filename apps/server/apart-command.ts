// What a command is that stands apart from the installation: it must work when that does not start.
import path from 'node:path'
import type { Config } from '@songhe/kernel/config'
import { runningPort } from '@songhe/kernel/db/embedded-postgres'

export interface ApartCommand {
  name: string
  title: string
  usage: string
  /** @returns whether it went well */
  run(config: Config, args: string[], say: (text: string) => void): Promise<boolean>
}

/** The database as the preparing role, without starting anything. */
export function adminUrlOf(config: Config): string {
  if (config.databaseUrl) return config.databaseUrl
  const port = runningPort(path.join(config.home, 'pg'))
  if (!port) throw new Error('松鹤没有在运行。请先启动，再办这件事。')
  return `postgres://postgres:${config.secrets.superuser}@127.0.0.1:${port}/postgres`
}
