// kill -9 without mercy and without leaving anybody behind: the parent is stopped before its children are listed, else it makes new ones meanwhile.
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The server above stays alive and must notice by itself. Returns when the postmaster is gone. */
export async function killDatabase(home: string): Promise<void> {
  const postmaster = killPostgres(path.join(home, 'pg'))
  while (postmaster !== undefined && isAlive(postmaster)) await new Promise((resolve) => setTimeout(resolve, 5))
}

export function killAll(home: string, server: ChildProcess) {
  server.kill('SIGSTOP')
  killPostgres(path.join(home, 'pg'))
  server.kill('SIGKILL')
}

/** @returns the postmaster's process id, where there was one */
export function killPostgres(folder: string): number | undefined {
  const postmaster = postmasterOf(folder)
  if (postmaster !== undefined) killTree(postmaster)
  return postmaster
}

/** Process ids of the database's own workers, the one of `query` included. */
export const backendsOf = (home: string): number[] => {
  const postmaster = postmasterOf(path.join(home, 'pg'))
  return postmaster === undefined ? [] : childrenOf(postmaster)
}

export function postmasterOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
    return isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

function killTree(pid: number) {
  signal(pid, 'SIGSTOP')
  for (const child of childrenOf(pid)) signal(child, 'SIGKILL')
  signal(pid, 'SIGKILL')
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(Number(name))?.parent === parent)
    .map(Number)
}

/** A zombie is dead: it waits for its parent, not for us. */
const isAlive = (pid: number) => {
  const stat = statOf(pid)
  return stat !== undefined && stat.state !== 'Z'
}

function statOf(pid: number): { state: string; parent: number } | undefined {
  try {
    const [state = '', parent = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return { state, parent: Number(parent) }
  } catch {
    return undefined
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // gone already
  }
}
