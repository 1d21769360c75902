// Three database roles: a superuser (or DATABASE_URL) that only prepares, an owner that migrates, an application role that owns nothing.
import pg from 'pg'
import type { Secrets } from '../config.ts'

export interface DatabaseAddress {
  host: string
  port: number
  database: string
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Creates or refreshes the roles; safe to repeat. */
export async function prepareRoles(admin: pg.Client, secrets: Pick<Secrets, 'owner' | 'app'>) {
  for (const [role, password] of [
    ['songhe_owner', secrets.owner],
    ['songhe_app', secrets.app],
  ] as const) {
    const known = await admin.query('select from pg_roles where rolname = $1', [role])
    await admin.query(`${known.rowCount ? 'alter' : 'create'} role ${role} login password ${quote(password)}`)
  }
  // The preparing role must be able to hand things to the owner (a superuser can anyway).
  await admin.query('grant songhe_owner to current_user')
}

export async function ensureDatabase(admin: pg.Client, name: string) {
  const known = await admin.query('select from pg_database where datname = $1', [name])
  if (known.rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(name)} owner songhe_owner`)
}

export const ownerUrl = (at: DatabaseAddress, secrets: Pick<Secrets, 'owner'>) =>
  `postgres://songhe_owner:${secrets.owner}@${at.host}:${at.port}/${at.database}`
export const appUrl = (at: DatabaseAddress, secrets: Pick<Secrets, 'app'>) =>
  `postgres://songhe_app:${secrets.app}@${at.host}:${at.port}/${at.database}`
