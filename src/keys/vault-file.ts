import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { BeatboardError } from '../errors.ts'

/** A key as it lies in the vault. `name` is enough to know it again, too little to use it. */
export interface SealedKey {
  readonly id: string
  readonly provider: string
  readonly name: string
  readonly domain?: string | undefined
  readonly style?: string | undefined
  readonly addedAt: string
  readonly sealed: string
}

/** `vault.json`, as it lies on the disk. `check` opens with the right key only, so that keys are never sealed with two. */
export interface VaultFile {
  readonly version: 1
  readonly salt: string
  readonly check: string
  readonly keys: readonly SealedKey[]
}

const text = z.string().min(1)
const sealedKey = z.object({
  id: text,
  provider: text,
  name: text,
  domain: text.optional(),
  style: text.optional(),
  addedAt: text,
  sealed: text,
})
const vaultSchema: z.ZodType<VaultFile> = z.object({ version: z.literal(1), salt: text, check: text, keys: z.array(sealedKey) })

/** Reads the vault; `undefined` when there is none. Throws `broken-project` when it cannot be understood, and changes nothing. */
export async function readVaultFile(file: string): Promise<VaultFile | undefined> {
  const content = await readIfThere(file)
  if (content === undefined) return undefined
  const found = vaultSchema.safeParse(parsed(content))
  if (found.success) return found.data
  throw new BeatboardError('broken-project', `Expected ${file} to be a vault; it is damaged or of another version. Nothing was changed.`, {
    hint: 'Put a copy of it back, or move it away and add the keys again with `beatboard keys add`.',
    cause: found.error,
  })
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** The text of a file; `undefined` when there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw new BeatboardError('disk', `Expected to read ${file}: ${String(error)}.`, { cause: error, hint: 'Check who owns the file.' })
  }
}

/** Writes whole or not at all, readable by the owner only. `fresh`: only where no file is; false when there was one. */
export async function writePrivate(file: string, content: string, { fresh = false }: { readonly fresh?: boolean } = {}): Promise<boolean> {
  await makeFolderOf(file)
  const part = `${file}.${randomBytes(6).toString('hex')}.part`
  try {
    await writeFile(part, content, { flag: 'wx', mode: 0o600, flush: true })
    await (fresh ? link(part, file) : rename(part, file))
    return true
  } catch (error) {
    if (fresh && hasCode(error, 'EEXIST')) return false
    throw new BeatboardError('disk', `Expected to write ${file}: ${String(error)}. What was there is unchanged.`, { cause: error })
  } finally {
    await rm(part, { force: true })
  }
}

const staleLockMs = 10_000
const triesForLock = 500

/** One writer at a time, over all processes; a lock that its owner left behind is broken after ten seconds. Throws `held`. */
export async function withLock<Result>(file: string, clock: Clock, work: () => Promise<Result>): Promise<Result> {
  await makeFolderOf(file)
  for (let left = triesForLock; !(await taken(file)); left -= 1) {
    if (left === 0)
      throw new BeatboardError('held', `Another process is writing beside ${file}.`, { hint: `Try again, or remove ${file}.` })
    const age = await stat(file).then(
      (found) => clock.now() - found.mtimeMs,
      () => 0,
    )
    if (age > staleLockMs) await rm(file, { force: true })
    else await clock.sleep(30)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function taken(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx', 0o600)).close()
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw new BeatboardError('disk', `Expected to write ${file}: ${String(error)}.`, { cause: error })
  }
}

async function makeFolderOf(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new BeatboardError('disk', `Expected ${dirname(file)} to be a folder that can be written: ${String(error)}.`, { cause: error })
  }
}

/** True when others than the owner may read the file; never on Windows, which has no such bits. */
export async function isOpenToOthers(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const mode = await stat(file).then(
    (found) => found.mode,
    () => 0,
  )
  return (mode & 0o077) !== 0
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
