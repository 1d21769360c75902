// While writing a trial: runs one, first broken, then whole, and prints everything.
import { openArena } from './arena.ts'
import { stopTestServer } from './test-server.ts'
const [file, name] = process.argv.slice(2)
const trial = (await import(file!))[name!]
for (const [what, run] of [
  ['broken', trial.control.run],
  ['whole', trial.run],
] as const) {
  const arena = openArena(trial.id, (process.env.TIER ?? 'a') as never, Number(process.env.SEED ?? 7))
  const t = performance.now()
  const finding = await run(arena)
  console.log(what, Math.round(performance.now() - t), finding.figures)
  for (const fault of finding.faults.slice(0, 60)) console.log('  !', fault.slice(0, 500))
  arena.close()
}
await stopTestServer()
process.exit(0)
