// Several processes on one database must hold the same keys and see the same file folder; one that does not is stopped before it changes or loses anything.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newId } from '@songhe/basics/ids'
import type pg from 'pg'
import { fingerprintOf } from '../secrets.ts'

/** Before roles get their passwords: with another key file those would lock the others out. @param client on the songhe database */
export async function checkKeys(client: pg.Client, secrets: { fieldKey: string; indexKey: string }, keyFile: string) {
  const known = await client.query<{ there: boolean }>(`select to_regclass('kernel.installation') is not null as there`)
  if (!known.rows[0]!.there) return
  const found = await client.query<{ key_fingerprint: Buffer }>('select key_fingerprint from kernel.installation')
  if (found.rows[0] && !found.rows[0].key_fingerprint.equals(fingerprintOf(secrets)))
    throw new Error(
      `密钥文件 ${keyFile} 不是这个数据库的那一份，没有启动，也没有改动任何东西。请用 SONGHE_KEY_FILE 指向原来的密钥文件；各台服务器用同一份。`,
    )
}

/** After migrating. A folder without the installation's mark is taken at the first start only; later it is a wrong or an unmounted one. */
export async function checkFileFolder(owner: pg.Client, secrets: { fieldKey: string; indexKey: string }, home: string) {
  const folder = path.join(home, 'files')
  const mark = path.join(folder, '.installation')
  const made = await owner.query<{ id: string }>(
    'insert into kernel.installation (id, key_fingerprint) values ($1, $2) on conflict do nothing returning id',
    [newId(), fingerprintOf(secrets)],
  )
  const id = made.rows[0]?.id ?? (await owner.query<{ id: string }>('select id from kernel.installation')).rows[0]!.id
  const here = existsSync(mark) ? readFileSync(mark, 'utf8').trim() : undefined
  if (here === id) return
  const files = (await owner.query('select from kernel.file limit 1')).rowCount ?? 0
  if (here !== undefined || (files > 0 && made.rowCount === 0))
    throw new Error(
      `文件夹 ${folder} 里不是这套系统的文件（可能共享文件夹没有挂上，或 SONGHE_HOME 指错了）。请核对后再启动；各台服务器要看到同一个文件夹。`,
    )
  mkdirSync(folder, { recursive: true })
  writeFileSync(mark, id)
}
