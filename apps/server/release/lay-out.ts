// `node apps/server/release/lay-out.ts <folder>`: the files of a release as a folder, for a container image.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { projectRoot } from '@songhe/kernel/config'
import { codeFiles, packageFolders } from './release-files.ts'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('usage: node apps/server/release/lay-out.ts <folder>')
mkdirSync(folder, { recursive: true })
const code = codeFiles(projectRoot)
// The image brings its own Node.
const packages = packageFolders(projectRoot, code).filter((place) => !place.startsWith('node_modules/node-'))
const input = [...code, ...packages].join('\n')
const copied = spawnSync('bash', ['-c', 'set -o pipefail; tar -cf - -C "$0" -T - | tar -xf - -C "$1"', projectRoot, folder], {
  input,
  encoding: 'utf8',
})
if (copied.status !== 0) throw new Error(copied.stderr)
