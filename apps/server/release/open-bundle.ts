// Opens a bundle only after its signature was checked against the key this installation trusts; of an unsigned one nothing is unpacked.
import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { digestOfFile } from '@songhe/kernel/backup/backup-folder'
import type { Release } from './make-bundle.ts'

export const trustedKey = (home: string) => path.join(home, 'release-key.pem')

/** @returns where the release lies now, below `releases` of the home */
export async function openBundle(file: string, home: string): Promise<{ release: Release; folder: string }> {
  if (!existsSync(file)) throw new Error(`没有文件 ${file}。`)
  if (!existsSync(trustedKey(home)))
    throw new Error('还没有登记发布者的公钥。请先：songhe update trust <公钥文件>（公钥要从可信的途径拿到）。')
  const releases = path.join(home, 'releases')
  const incoming = path.join(releases, `.incoming-${process.pid}`)
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true })
  try {
    // Three plain files by name: nothing else of the outer archive is written.
    unpack(
      ['-xf', path.resolve(file), '-C', incoming, 'release.json', 'release.json.sig', 'release.tar.gz'],
      '不是松鹤的升级包，或者已损坏',
    )
    const text = readFileSync(path.join(incoming, 'release.json'))
    const signature = Buffer.from(readFileSync(path.join(incoming, 'release.json.sig'), 'utf8'), 'base64')
    if (!verify(null, text, createPublicKey(readFileSync(trustedKey(home))), signature))
      throw new Error('升级包的签名不对：不是登记的发布者做的，或被改动过。没有升级，请向发布者核对。')
    const release = JSON.parse(text.toString('utf8')) as Release
    if ((await digestOfFile(path.join(incoming, 'release.tar.gz'))) !== release.digest)
      throw new Error('升级包的内容和签名不符，没有升级。请重新拷贝一份。')
    if (release.platform !== process.platform || release.arch !== process.arch)
      throw new Error(
        `升级包是给 ${release.platform}-${release.arch} 的，本机是 ${process.platform}-${process.arch}。请换对应的包。`,
      )
    if (!/^[0-9A-Za-z][0-9A-Za-z.+-]{0,60}$/.test(release.version)) throw new Error('升级包的版本号不合规矩，没有升级。')
    const folder = path.join(releases, release.version)
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
    const inside = path.join(incoming, 'code')
    mkdirSync(inside)
    unpack(['-xzf', path.join(incoming, 'release.tar.gz'), '--no-same-owner', '-C', inside], '升级包解不开')
    renameSync(inside, folder)
    return { release, folder }
  } finally {
    rmSync(incoming, { recursive: true, force: true })
  }
}

function unpack(args: string[], why: string) {
  const done = spawnSync('tar', args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${why}：${done.stderr.trim()}`)
}
