// Field encryption (AES-256-GCM, key id in the value) and blind indexes (HMAC with a key of its own). Keys are KeyObjects, made once.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

interface Keys {
  field: KeyObject
  index: KeyObject
}

let keys: Keys | undefined
const KEY_ID = 1

export function useKeys(secrets: { fieldKey: string; indexKey: string }) {
  keys = {
    field: createSecretKey(Buffer.from(secrets.fieldKey, 'hex')),
    index: createSecretKey(Buffer.from(secrets.indexKey, 'hex')),
  }
}

/** Says whether two key files are the same without giving a key away. */
export const fingerprintOf = (secrets: { fieldKey: string; indexKey: string }): Buffer =>
  createHash('sha256').update(`songhe keys ${secrets.fieldKey} ${secrets.indexKey}`).digest()

function held(): Keys {
  if (!keys) throw new Error('keys are not loaded; call useKeys at start')
  return keys
}

/** key id (1 byte) | iv (12) | tag (16) | ciphertext. */
export function seal(text: string): Buffer {
  return sealBytes(Buffer.from(text, 'utf8'))
}

export function sealBytes(bytes: Buffer): Buffer {
  const iv = nextIv()
  const cipher = createCipheriv('aes-256-gcm', held().field, iv)
  const body = cipher.update(bytes)
  cipher.final() // makes the tag; GCM has no bytes left to give
  return Buffer.concat([Buffer.from([KEY_ID]), iv, cipher.getAuthTag(), body])
}

const IV = 12
let ivs = Buffer.alloc(0)

/** Random values are drawn a thousand at a time: asked one by one they were a tenth of an import. */
function nextIv(): Buffer {
  if (ivs.length === 0) ivs = randomBytes(IV * 1_000)
  const iv = ivs.subarray(0, IV)
  ivs = ivs.subarray(IV)
  return iv
}

/** Throws when the value was tampered with. */
export function open(sealed: Buffer): string {
  return openBytes(sealed).toString('utf8')
}

export function openBytes(sealed: Buffer): Buffer {
  if (sealed[0] !== KEY_ID) throw new Error(`value sealed with unknown key ${sealed[0]}`)
  const decipher = createDecipheriv('aes-256-gcm', held().field, sealed.subarray(1, 13))
  decipher.setAuthTag(sealed.subarray(13, 29))
  const bytes = decipher.update(sealed.subarray(29))
  decipher.final() // throws; GCM has no bytes left to give
  return bytes
}

/** 16 bytes; equal texts of one kind give equal indexes, different kinds never meet. */
export function blindIndex(kind: 'citizen-id' | 'phone' | 'account' | 'address', text: string): Buffer {
  return createHmac('sha256', held().index).update(`${kind}:${text}`).digest().subarray(0, 16)
}

/** Weak on purpose (3 bytes): the last four of an ID number, for search inside the office. */
export function tailIndex(lastFour: string): Buffer {
  return createHmac('sha256', held().index).update(`tail:${lastFour.toUpperCase()}`).digest().subarray(0, 3)
}
