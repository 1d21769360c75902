// The TypeScript files of the project, as paths from its root.
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const FOLDERS = ['foundation', 'core', 'care', 'oversight', 'apps', 'tools', 'bench', 'journeys', 'torture']
const SKIPPED = new Set(['node_modules', 'dist', '.songhe'])

export function sourceFiles(root: string): string[] {
  return FOLDERS.flatMap((folder) => walk(root, folder))
}

function walk(root: string, folder: string): string[] {
  let names: string[]
  try {
    names = readdirSync(path.join(root, folder))
  } catch {
    return []
  }
  return names.flatMap((name) => {
    const file = `${folder}/${name}`
    if (statSync(path.join(root, file)).isDirectory()) return SKIPPED.has(name) ? [] : walk(root, file)
    return /\.tsx?$/.test(name) ? [file] : []
  })
}
