// PostgreSQL's own way of handing out copies (what pg_basebackup and pg_receivewal speak), for servers whose tools we do not have.
import pg from 'pg'

/** One result set of a replication command, as text. */
export type TextRow = Record<string, string | null>

interface Wire {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  stream: { pause(): void; resume(): void; destroy(): void }
  once(event: 'replicationStart', listener: () => void): void
}

interface CopyMessage {
  chunk: Buffer
}

/** What the pg client calls while an object of this shape is its active query. */
class Command {
  readonly sets: TextRow[][] = []
  private names: string[] = []
  private readonly text: string
  private readonly onCopy: ((chunk: Buffer, wire: Wire) => void) | undefined
  private readonly settle: { done(sets: TextRow[][]): void; fail(error: Error): void }

  constructor(text: string, settle: Command['settle'], onCopy?: (chunk: Buffer, wire: Wire) => void) {
    this.text = text
    this.settle = settle
    this.onCopy = onCopy
  }

  submit(wire: Wire) {
    wire.query(this.text)
  }
  handleRowDescription({ fields }: { fields: { name: string }[] }) {
    this.names = fields.map((field) => field.name)
    this.sets.push([])
  }
  handleDataRow({ fields }: { fields: (string | null)[] }) {
    this.sets.at(-1)?.push(Object.fromEntries(this.names.map((name, place) => [name, fields[place] ?? null])))
  }
  handleCopyData({ chunk }: CopyMessage, wire: Wire) {
    // Called from the socket: what is thrown here (a full disk under the copy) would end the whole process.
    try {
      this.onCopy?.(chunk, wire)
    } catch (error) {
      this.settle.fail(error as Error)
      wire.stream.destroy()
    }
  }
  handleCommandComplete() {}
  handleEmptyQuery() {}
  handlePortalSuspended() {}
  handleCopyInResponse() {}
  handleError(error: Error) {
    this.settle.fail(error)
  }
  handleReadyForQuery() {
    this.settle.done(this.sets)
  }
}

export interface ReplicationConnection {
  /** Answers the result sets; what comes as copy data is handed to `onCopy`, which may pause the wire. */
  command(text: string, onCopy?: (chunk: Buffer, wire: Wire) => void): Promise<TextRow[][]>
  /** Resolves when the server begins to stream; a refusal comes from the command itself. */
  streaming(): Promise<void>
  send(chunk: Buffer): void
  /** Says a stream is enough; the command then ends. */
  endStream(): void
  close(): Promise<void>
  destroy(): void
}

/** @throws where the role may not replicate or pg_hba.conf does not let it in */
export async function connectForReplication(url: string): Promise<ReplicationConnection> {
  const client = new pg.Client({ connectionString: url, replication: 'true', keepAlive: true } as pg.ClientConfig)
  client.on('error', () => {})
  await client.connect()
  const wire = (client as unknown as { connection: Wire }).connection
  return {
    command: (text, onCopy) =>
      new Promise((resolve, reject) => {
        client.once('end', () => reject(new Error('the connection to the database ended')))
        client.query(new Command(text, { done: resolve, fail: reject }, onCopy) as unknown as pg.Submittable)
      }),
    streaming: () => new Promise((resolve) => wire.once('replicationStart', resolve)),
    send: (chunk) => wire.sendCopyFromChunk(chunk),
    endStream: () => wire.endCopyFrom(),
    close: () => client.end(),
    destroy: () => wire.stream.destroy(),
  }
}
