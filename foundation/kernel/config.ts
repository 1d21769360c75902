// Where this installation keeps its things and how it was started; read once from the environment.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'

export interface Config {
  home: string
  port: number
  /** An outside PostgreSQL (>= 15) as a role that may create roles; undefined = the embedded one. */
  databaseUrl: string | undefined
  /** Proxies whose `x-forwarded-for` is believed (addresses, networks). */
  proxies: string[]
  /** Lets a monitor on another machine read /metrics and the details of /healthz. */
  monitorToken: string | undefined
  secrets: Secrets
  keyFile: string
  /** Where the continuous backup lies, best on another disk; undefined = the office copies its server by other means. */
  backupRoot: string | undefined
  backupDays: number
}

export interface Secrets {
  superuser: string
  owner: string
  app: string
  /** Hex, 32 bytes each: field encryption and blind index. */
  fieldKey: string
  indexKey: string
}

export const projectRoot = path.resolve(import.meta.dirname, '../..')

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const home = path.resolve(env.SONGHE_HOME ?? path.join(projectRoot, '.songhe'))
  mkdirSync(home, { recursive: true })
  const keyFile = path.resolve(env.SONGHE_KEY_FILE ?? path.join(home, 'keys.json'))
  return {
    home,
    port: Number(env.PORT ?? 8080),
    databaseUrl: env.DATABASE_URL,
    proxies: (env.SONGHE_PROXIES ?? '').split(/[,\s]+/).filter(Boolean),
    monitorToken: env.SONGHE_MONITOR_TOKEN || undefined,
    secrets: readSecrets(keyFile),
    keyFile,
    backupRoot: env.SONGHE_BACKUP === 'off' ? undefined : path.resolve(env.SONGHE_BACKUP || path.join(home, 'backup')),
    backupDays: Number(env.SONGHE_BACKUP_DAYS ?? 7),
  }
}

/** Made at the first start. In production SONGHE_KEY_FILE keeps them outside the data folder; whoever loses the file loses the numbers. */
function readSecrets(file: string): Secrets {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const secret = (bytes: number) => randomBytes(bytes).toString('hex')
  const secrets: Secrets = {
    superuser: secret(16),
    owner: secret(16),
    app: secret(16),
    fieldKey: secret(32),
    indexKey: secret(32),
  }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600, flag: 'wx' })
  return secrets
}
