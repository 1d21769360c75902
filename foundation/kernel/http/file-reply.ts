// What a verb answers on a contract line whose reply is a download.

import type { Readable } from 'node:stream'

export interface FileReply {
  name: string
  mediaType: string
  bytes: Buffer
  /** Shown by the browser instead of saved. */
  inline?: boolean
}

/** One too large to hold in memory. */
export interface StreamReply {
  name: string
  mediaType: string
  stream: Readable
}
