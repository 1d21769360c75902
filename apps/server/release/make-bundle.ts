// `songhe bundle`: everything a machine without a network needs, in one file that says who made it.
import { spawnSync } from 'node:child_process'
import { sign, createPrivateKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { digestOfFile } from '@songhe/kernel/backup/backup-folder'
import { buildConsole } from '../web-build.ts'
import { codeFiles, packageFolders } from './release-files.ts'

/** What is signed. */
export interface Release {
  version: string
  builtAt: string
  platform: string
  arch: string
  digest: string
}

export interface Bundled {
  release: Release
  bytes: number
}

export async function makeBundle(
  root: string,
  keyFile: string,
  file: string,
  version: string,
  say: (text: string) => void,
): Promise<Bundled> {
  const key = createPrivateKey(readFileSync(keyFile))
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`${keyFile} 不是 Ed25519 私钥。请先用 songhe bundle keys <文件夹> 生成。`)
  buildConsole(say)
  const code = codeFiles(root)
  const folder = mkdtempSync(path.join(tmpdir(), 'songhe-bundle-'))
  try {
    const inner = path.join(folder, 'release.tar.gz')
    const names = [...code, ...packageFolders(root, code)].join('\n')
    const list = path.join(folder, 'files')
    writeFileSync(list, names)
    // Links of the workspaces stay links; headers and manuals of the runtime are nobody's business there.
    packed(
      ['-czf', inner, '-C', root, '--exclude=node_modules/node-*/include', '--exclude=node_modules/node-*/share', '-T', list],
      { GZIP: '-6' },
    )
    const release: Release = {
      version,
      builtAt: new Date().toISOString(),
      platform: process.platform,
      arch: process.arch,
      digest: await digestOfFile(inner),
    }
    const text = Buffer.from(JSON.stringify(release, null, 2))
    writeFileSync(path.join(folder, 'release.json'), text)
    writeFileSync(path.join(folder, 'release.json.sig'), sign(null, text, key).toString('base64'))
    packed(['-cf', file, '-C', folder, 'release.json', 'release.json.sig', 'release.tar.gz'])
    return { release, bytes: statSync(file).size }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function packed(args: string[], env: NodeJS.ProcessEnv = {}) {
  const done = spawnSync('tar', args, { encoding: 'utf8', env: { ...process.env, ...env } })
  if (done.status !== 0) throw new Error(`打包没有成功：${done.stderr}`)
}
