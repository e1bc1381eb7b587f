import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { BeatboardError } from '../errors.ts'
import { keyName } from '../redact.ts'
import type { VaultKey } from './read-keys.ts'
import { isOpenToOthers, readIfThere, readVaultFile, withLock, writePrivate, type SealedKey, type VaultFile } from './vault-file.ts'
import { seal, sealingKey, unseal } from './vault-seal.ts'

/** What anybody may see of a key in the vault. */
export interface VaultListing {
  readonly provider: string
  readonly id: string
  /** `…7f3a` */
  readonly name: string
  readonly domain?: string
  readonly style?: string
  /** ISO time. */
  readonly addedAt: string
}

/** Keys at rest, encrypted and write-only: they are added, replaced, removed and used, and never shown again. */
export interface Vault {
  /** Adds a key; with the `id` of one that is there it replaces that one. */
  add(key: VaultKey & { readonly id?: string }): Promise<VaultListing>
  /** False when there is no such key. Needs no vault key. */
  remove(provider: string, id: string): Promise<boolean>
  /** Needs no vault key. */
  list(): Promise<readonly VaultListing[]>
  /**
   * The keys themselves, for `readKeys` and nobody else; none when there is no vault. A single damaged key and a file that
   * others may read are warnings. Throws `wrong-usage` for a wrong or missing vault key, `broken-project` for a damaged file.
   */
  open(): Promise<{ readonly keys: readonly VaultKey[]; readonly warnings: readonly string[] }>
}

export interface VaultWorld {
  /** Holds `vault.json`, and `vault.key` where no secret is given. Made when the first key is added. */
  readonly folder: string
  /** BEATBOARD_VAULT_KEY: any text; without it a random one is kept in `vault.key`, mode 0600. */
  readonly secret?: string
  readonly clock: Clock
}

const checkText = 'beatboard vault'
const checkAbout = 'check'

/** Opens nothing yet: files are read at each call, so that several processes may use one vault. */
export function openVault({ folder, secret, clock }: VaultWorld): Vault {
  const file = join(folder, 'vault.json')
  const keyFile = join(folder, 'vault.key')
  const locked = <Result>(work: () => Promise<Result>): Promise<Result> => withLock(join(folder, 'vault.lock'), clock, work)
  const save = (vault: VaultFile): Promise<boolean> => writePrivate(file, `${JSON.stringify(vault, undefined, 2)}\n`)

  return {
    add: (key) =>
      locked(async () => {
        const found = await readVaultFile(file)
        const text = found ? await secretOf(secret, keyFile, file) : await newSecret(secret, keyFile)
        const salt = found ? Buffer.from(found.salt, 'base64') : randomBytes(16)
        const sealing = await sealingKey(text, salt)
        const vault: VaultFile = found ?? {
          version: 1,
          salt: salt.toString('base64'),
          check: seal(sealing, checkText, checkAbout),
          keys: [],
        }
        assertRightKey(vault, sealing, { file, secret })
        const sealed = sealKey(key, sealing, new Date(clock.now()).toISOString())
        await save({ ...vault, keys: [...vault.keys.filter((each) => each.id !== sealed.id), sealed] })
        return listing(sealed)
      }),
    remove: (provider, id) =>
      locked(async () => {
        const vault = await readVaultFile(file)
        const keys = vault?.keys.filter((each) => each.provider !== provider || each.id !== id)
        if (!vault || !keys || keys.length === vault.keys.length) return false
        return save({ ...vault, keys })
      }),
    list: async () => ((await readVaultFile(file))?.keys ?? []).map(listing),
    open: async () => {
      const vault = await readVaultFile(file)
      if (!vault) return { keys: [], warnings: [] }
      const sealing = await sealingKey(await secretOf(secret, keyFile, file), Buffer.from(vault.salt, 'base64'))
      assertRightKey(vault, sealing, { file, secret })
      const open = vault.keys.map((each) => unsealKey(each, sealing))
      const damaged = vault.keys.filter((_, index) => open[index] === undefined)
      return {
        keys: open.filter((key) => key !== undefined),
        warnings: [
          ...damaged.map((key) => `The key ${key.name} of ${key.provider} in ${file} is damaged and is left out; add it again.`),
          ...(await openToOthers(secret === undefined ? [file, keyFile] : [file])),
        ],
      }
    },
  }
}

async function newSecret(secret: string | undefined, keyFile: string): Promise<string> {
  if (secret !== undefined) return secret
  await writePrivate(keyFile, `${randomBytes(32).toString('base64url')}\n`, { fresh: true })
  return (await readIfThere(keyFile)) ?? ''
}

async function secretOf(secret: string | undefined, keyFile: string, file: string): Promise<string> {
  const text = secret ?? (await readIfThere(keyFile))
  if (text !== undefined && text.trim() !== '') return text
  throw new BeatboardError('wrong-usage', `Expected the key of the vault ${file} in BEATBOARD_VAULT_KEY or ${keyFile}, found neither.`, {
    hint: `Set BEATBOARD_VAULT_KEY or put ${keyFile} back; if it is lost, move ${file} away and add the keys again.`,
  })
}

function assertRightKey(vault: VaultFile, sealing: Buffer, { file, secret }: { file: string; secret: string | undefined }): void {
  if (unseal(sealing, vault.check, checkAbout) === checkText) return
  const which = secret === undefined ? 'the one in vault.key' : 'BEATBOARD_VAULT_KEY'
  throw new BeatboardError('wrong-usage', `Expected the key that ${file} was made with; ${which} is another. Nothing was changed.`, {
    hint: `Set BEATBOARD_VAULT_KEY to the right key (unset it if the vault was made without); if it is lost, move ${file} away and add the keys again.`,
  })
}

/** What is not hidden but must not be exchanged: else a key could be moved to another provider's address. */
function aboutKey({ id, provider, domain, style }: Pick<SealedKey, 'id' | 'provider' | 'domain' | 'style'>): string {
  return JSON.stringify([id, provider, domain ?? null, style ?? null])
}

function sealKey(key: VaultKey & { readonly id?: string }, sealing: Buffer, addedAt: string): SealedKey {
  const { provider, domain, style, id = randomUUID().slice(0, 8) } = key
  const text = key.key.trim()
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new BeatboardError('wrong-usage', 'Expected a key of printable letters without spaces.', { hint: 'Copy the key again.' })
  }
  const about = { id, provider, ...(domain !== undefined && { domain }), ...(style !== undefined && { style }) }
  return { ...about, name: keyName(text), addedAt, sealed: seal(sealing, text, aboutKey(about)) }
}

function unsealKey(sealed: SealedKey, sealing: Buffer): VaultKey | undefined {
  const key = unseal(sealing, sealed.sealed, aboutKey(sealed))
  const { provider, domain, style } = sealed
  return key === undefined ? undefined : { provider, key, ...(domain !== undefined && { domain }), ...(style !== undefined && { style }) }
}

function listing({ sealed: _never, provider, id, name, domain, style, addedAt }: SealedKey): VaultListing {
  return { provider, id, name, ...(domain !== undefined && { domain }), ...(style !== undefined && { style }), addedAt }
}

async function openToOthers(files: readonly string[]): Promise<string[]> {
  const open = await Promise.all(files.map(async (file) => ((await isOpenToOthers(file)) ? [file] : [])))
  return open.flat().map((file) => `${file} can be read by others; run: chmod 600 ${file}`)
}
