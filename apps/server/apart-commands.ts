// Commands that never run inside one of the installation's transactions: about copies of it and about its own code.
import { readConfig } from '@songhe/kernel/config'
import type { ApartCommand } from './apart-command.ts'
import { backupCommands } from './backup-commands.ts'
import { releaseCommands } from './release/commands.ts'

export const apartCommands: readonly ApartCommand[] = [...backupCommands, ...releaseCommands]

/** @returns exit code, or undefined when the words name no command of these */
export async function runApart(argv: string[], say: (text: string) => void): Promise<number | undefined> {
  const command = [...apartCommands]
    .sort((a, b) => b.name.length - a.name.length)
    .find(({ name }) => name.split(' ').every((word, place) => argv[place] === word))
  if (!command) return undefined
  try {
    return (await command.run(readConfig(), argv.slice(command.name.split(' ').length), say)) ? 0 : 1
  } catch (error) {
    say((error as Error).message)
    return 1
  }
}
