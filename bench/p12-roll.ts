// P12: a district's whole roll, complete: read, checked, people with sealed numbers, dated facts with source, search rows, accounts, audit.
import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { newId } from '@songhe/basics/ids'
import { writeCsv } from '@songhe/kernel/sheets/csv'
import { bytesOf, writeStream } from '@songhe/kernel/sheets/excel'
import { ROLL_TITLES, rollRows, rollTable } from '../core/registry/server/testing/roll-file.ts'
import type { Figure } from './figure.ts'
import type { ImportMeasured } from './p12-import.ts'

const SECONDS = { csv: 60, xlsx: 120 }

export async function wholeRoll(rows = 200_000): Promise<Figure[]> {
  const csv = await imported('csv', rows, await writeCsv(rollTable(rows)))
  const columns = ROLL_TITLES.map((title) => ({ title }))
  const book = await bytesOf((target) => writeStream(target, { sheet: '名册', columns, rows: rollRows(rows) }))
  return [csv, await imported('xlsx', rows, book)]
}

async function imported(format: 'csv' | 'xlsx', rows: number, bytes: Buffer): Promise<Figure> {
  const file = path.join(tmpdir(), `${newId()}.${format}`)
  await writeFile(file, bytes)
  try {
    const done = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'p12-import.ts'), file])
    const measured: ImportMeasured = JSON.parse(done.stdout.trim().split('\n').at(-1)!)
    if (measured.added !== rows) throw new Error(`${measured.added} of ${rows} rows arrived`)
    return figureOf(format, rows, measured)
  } finally {
    await rm(file)
  }
}

function figureOf(format: 'csv' | 'xlsx', rows: number, { preview, check, commit, peak, copied }: ImportMeasured): Figure {
  const seconds = (preview + check + commit) / 1000
  const copyRate = copied.rows / (copied.milliseconds / 1000)
  const rate = copied.rows / (commit / 1000)
  const each = [preview, check, commit].map((ms) => (ms / 1000).toFixed(1)).join(' + ')
  return {
    goal: 'P12',
    what: `roll of ${rows} elders from .${format}: preview + check + commit`,
    figure: `${seconds.toFixed(1)} s (${each}), at most ${Math.round(peak / 1e6)} MB; ${copied.rows} rows stored, ${Math.round(rate)} per second of the commit = ${(rate / copyRate).toFixed(2)} x COPY`,
    beside: `COPY of the same rows with only the key: ${Math.round(copyRate)} rows per second`,
    bar: `${SECONDS[format]} s, 500 MB, 0.3 x COPY`,
  }
}
