// A PostgreSQL for trials that drive the product inside this process; started once for all of them, stopped with the torture.
import { setup } from '../tools/test-database.ts'

let stop: (() => Promise<void>) | undefined

/** Runs `act` with the server of the tests at hand. */
export async function withTestServer<T>(act: () => Promise<T>): Promise<T> {
  stop ??= await setup()
  return act()
}

export async function stopTestServer() {
  await stop?.()
  stop = undefined
}
