// Bundles and updates on the command line.
import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '@songhe/kernel/config'
import { adminUrlOf, type ApartCommand } from '../apart-command.ts'
import { makeBundle } from './make-bundle.ts'
import { trustedKey } from './open-bundle.ts'
import { update } from './update.ts'

export const releaseCommands: readonly ApartCommand[] = [
  {
    name: 'bundle keys',
    title: '生成发布者的一对密钥（一次）',
    usage: 'bundle keys <文件夹>',
    async run(_config, [folder = ''], say) {
      if (!folder) throw new Error('请写明放密钥的文件夹。')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const { publicKey, privateKey } = generateKeyPairSync('ed25519')
      writeFileSync(path.join(folder, 'release-private.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), {
        mode: 0o600,
        flag: 'wx',
      })
      writeFileSync(path.join(folder, 'release-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' })
      say(`私钥 release-private.pem 留在发布者手里；公钥 release-key.pem 交给各地，用 songhe update trust 登记。`)
      return true
    },
  },
  {
    name: 'bundle',
    title: '做一个签名的升级包（代码、程序包、网页，不需要网络）',
    usage: 'bundle <文件> --key <私钥>',
    async run(_config, args, say) {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: { key: { type: 'string' }, version: { type: 'string' } },
      })
      const [file] = positionals
      if (!file || !values.key) throw new Error('请写明文件和私钥，例如：bundle songhe.bundle --key release-private.pem')
      const { release, bytes } = await makeBundle(
        projectRoot,
        values.key,
        path.resolve(file),
        values.version ?? versionOf(projectRoot),
        say,
      )
      say(`${file}：版本 ${release.version}，${Math.round(bytes / 1e6)} MB`)
      return true
    },
  },
  {
    name: 'update trust',
    title: '登记发布者的公钥（一次）',
    usage: 'update trust <公钥文件>',
    async run({ home }, [file = ''], say) {
      const key = createPublicKey(readFileSync(file))
      if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} 不是 Ed25519 公钥。`)
      if (existsSync(trustedKey(home))) throw new Error(`已经登记过公钥（${trustedKey(home)}）。要换，请先由负责人删掉它。`)
      writeFileSync(trustedKey(home), key.export({ type: 'spki', format: 'pem' }), { flag: 'wx' })
      say('已登记。以后只接受这个发布者签名的升级包。')
      return true
    },
  },
  {
    name: 'update',
    title: '用升级包升级；不成功就退回旧版本和原来的数据',
    usage: 'update <升级包>',
    async run(config, [file = ''], say) {
      if (!file) throw new Error('请写明升级包的文件名。')
      return update(config, adminUrlOf(config), file, say)
    },
  },
]

/** The package's version and the moment of the last change, so that a later one sorts later. */
function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const commit = spawnSync('git', ['log', '-1', '--format=%cd-%h', '--date=format:%Y%m%d%H%M'], {
    cwd: root,
    encoding: 'utf8',
  }).stdout?.trim()
  return commit ? `${version}+${commit}` : version
}
