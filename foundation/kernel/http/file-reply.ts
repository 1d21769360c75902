// What a verb answers on a contract line whose reply is a download.

export interface FileReply {
  name: string
  mediaType: string
  bytes: Buffer
  /** Shown by the browser instead of saved. */
  inline?: boolean
}
