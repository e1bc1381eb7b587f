import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BeatboardError } from '../errors.ts'
import { openKeyRing } from '../keys/key-ring.ts'
import type { KeyEntry, KeyRing } from '../keys/key-pool.ts'
import { memoryPoolMemory, sqlitePoolMemory } from '../keys/pool-memory.ts'
import { type DotenvText, readKeys } from '../keys/read-keys.ts'
import { type Vault, openVault } from '../keys/vault.ts'
import { providers } from '../models/catalog.ts'
import { type Redact, redactor } from '../redact.ts'
import type { World } from './world.ts'

/** All keys the user has, read once, and what else the environment and `.env` say. */
export interface OpenKeys {
  readonly ring: KeyRing
  /** The keys themselves, for the one command that tests them. */
  readonly entries: readonly KeyEntry[]
  /** Takes every one of these keys out of any text. */
  readonly redact: Redact
  /** `*_BASE_URL`, by their names. */
  readonly addresses: Readonly<Record<string, string | undefined>>
  /** `BEATBOARD_RPM`. */
  readonly rpm: number | undefined
  readonly warnings: readonly string[]
  close(): void
}

/** The user's vault, in the user's own folder. */
export function vaultOf({ home, env, clock }: World): Vault {
  const secret = env['BEATBOARD_VAULT_KEY']
  return openVault({ folder: home, clock, ...(secret === undefined || secret === '' ? {} : { secret }) })
}

/**
 * Keys from the vault, the environment, and `.env` in the working directory and the project folder (B9). The windows of the keys are kept
 * in the user's own folder, so that every process on this machine paces them together; `trace: false` keeps them in memory only.
 */
export async function openKeys(world: World, folder: string | undefined, { trace }: { trace: boolean }): Promise<OpenKeys> {
  const vault = await vaultOf(world).open()
  const folders = [...new Set([world.cwd, ...(folder === undefined ? [] : [resolve(folder)])])]
  const texts = await Promise.all(folders.map((each) => dotenv(join(each, '.env'))))
  const found = readKeys(
    world.env,
    texts.flatMap((text) => text ?? []),
    vault.keys,
    providers,
  )
  const memory = trace ? sqlitePoolMemory(join(world.home, 'pools.db')) : memoryPoolMemory()
  return {
    ring: openKeyRing({ entries: found.entries, memory, clock: world.clock, random: world.random }),
    entries: found.entries,
    redact: redactor(found.entries.map((entry) => entry.key)),
    addresses: found.settings,
    rpm: rpmOf(found.settings['BEATBOARD_RPM']),
    warnings: [...vault.warnings, ...found.warnings],
    close: () => memory.close(),
  }
}

async function dotenv(file: string): Promise<DotenvText | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : { file, text }
}

function rpmOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const rpm = Number(text)
  if (rpm > 0 && Number.isFinite(rpm)) return rpm
  throw new BeatboardError('wrong-usage', `BEATBOARD_RPM takes a number of requests a minute, e.g. 9, not "${text}".`)
}
