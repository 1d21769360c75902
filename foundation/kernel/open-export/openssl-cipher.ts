// The format of `openssl enc -aes-256-cbc -pbkdf2`: any machine with openssl opens it, with no program of ours.
import { createCipheriv, pbkdf2Sync, randomBytes, randomInt } from 'node:crypto'
import { Transform } from 'node:stream'

export const ROUNDS = 600_000
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 25 signs that nobody mistakes for one another: 124 bits, read over a telephone in five groups. */
export const newPassphrase = () =>
  Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-')

export function encryptAsOpenssl(passphrase: string): Transform {
  const salt = randomBytes(8)
  const material = pbkdf2Sync(passphrase, salt, ROUNDS, 48, 'sha256')
  const cipher = createCipheriv('aes-256-cbc', material.subarray(0, 32), material.subarray(32))
  let begun = false
  const begin = (): Buffer[] => {
    if (begun) return []
    begun = true
    return [Buffer.from('Salted__'), salt]
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, Buffer.concat([...begin(), cipher.update(chunk)]))
    },
    flush(done) {
      done(null, Buffer.concat([...begin(), cipher.final()]))
    },
  })
}

export const openCommand = (file: string) => `openssl enc -d -aes-256-cbc -pbkdf2 -iter ${ROUNDS} -in ${file} | tar -xz`
