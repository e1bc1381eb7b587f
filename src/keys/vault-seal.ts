import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'

/** 32 bytes for AES-256, made of whatever the user chose as the vault's key: a random text or a passphrase. */
export function sealingKey(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.trim().normalize(), salt, 32, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** AES-256-GCM: nonce, tag and text in one base64. `about` is not hidden but cannot be exchanged. */
export function seal(key: Buffer, text: string, about: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** The text, or `undefined` when the key is another one or a single bit was changed. */
export function unseal(key: Buffer, sealed: string, about: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
