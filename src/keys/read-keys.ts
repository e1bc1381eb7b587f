import { parseEnv } from 'node:util'
import { ownDomain } from './key-names.ts'
import { parseKeyList, type FoundKey } from './key-list.ts'
import type { KeyEntry } from './key-pool.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A key out of the vault, as it was put in. */
export interface VaultKey {
  readonly provider: string
  readonly key: string
  readonly domain?: string
  readonly style?: string
}

/** A `.env` file that was read: its name for messages, and its text. */
export interface DotenvText {
  readonly file: string
  readonly text: string
}

/** What is asked of a provider: its id and the environment names of its keys, e.g. `GEMINI_API_KEY`. */
export interface KeyNames {
  readonly id: string
  readonly keyNames: readonly string[]
}

export interface FoundKeys {
  readonly entries: readonly KeyEntry[]
  /** One sentence each; never a key. */
  readonly warnings: readonly string[]
  /** `BEATBOARD_…` and `…_BASE_URL`, the environment before `.env`. May hold BEATBOARD_TOKEN: not for printing. */
  readonly settings: Readonly<Record<string, string>>
}

/** A key with the place it was found in; earlier places win for the same provider and style. */
interface Candidate extends FoundKey {
  readonly provider: string
  readonly style?: string
  readonly place: 'vault' | 'environment' | '.env'
  readonly from: string
}

/**
 * All keys there are: the vault's, where it has none the environment's, where that has none those of `.env`, for each
 * provider and style by itself. Of several `.env` texts the first that has a name counts. Never throws.
 */
export function readKeys(
  env: Environment,
  dotenvTexts: readonly DotenvText[],
  vault: readonly VaultKey[],
  providers: readonly KeyNames[],
): FoundKeys {
  const warnings: string[] = []
  const dotenv = mergeDotenv(dotenvTexts, warnings)
  const candidates = providers.flatMap((provider) => [
    ...vault
      .filter((key) => key.provider === provider.id)
      .map((key) => placed(key, { provider: provider.id, place: 'vault', from: 'vault' })),
    ...keysIn(env, { provider, place: 'environment' }, warnings),
    ...keysIn(dotenv, { provider, place: '.env' }, warnings),
  ])
  return { entries: toEntries(firstPlaces(candidates, warnings), warnings), warnings, settings: settingsIn({ ...dotenv, ...defined(env) }) }
}

function placed(key: FoundKey & { readonly style?: string }, where: Pick<Candidate, 'provider' | 'place' | 'from'>): Candidate {
  return { ...key, ...where }
}

function mergeDotenv(texts: readonly DotenvText[], warnings: string[]): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const { file, text } of texts) {
    const found = defined(parseEnv(text.replace(/^\uFEFF/, '')))
    for (const [name, value] of Object.entries(found)) merged[name] ??= value
    if (text.trim() !== '' && Object.keys(found).length === 0) warnings.push(`${file}: expected lines like NAME=value, found none.`)
  }
  return merged
}

function defined(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function settingsIn(env: Readonly<Record<string, string>>): Record<string, string> {
  const wanted = Object.entries(env).filter(([name, value]) => /^BEATBOARD_\w+$|_BASE_URL$/.test(name) && value.trim() !== '')
  return Object.fromEntries(wanted.map(([name, value]) => [name, value.trim()]))
}

interface Source {
  readonly provider: KeyNames
  readonly place: 'environment' | '.env'
}

/** `GEMINI_API_KEY`, `GEMINI_API_KEYS`, and `GEMINI_API_KEYS_INK` for the style `ink`. */
function keysIn(env: Environment, { provider, place }: Source, warnings: string[]): Candidate[] {
  const stems = [...new Set(provider.keyNames.map((name) => name.replace(/_(?:API_)?(?:KEY|TOKEN)S?$/, '')))]
  const plain = [...new Set([...provider.keyNames, ...stems.map((stem) => `${stem}_API_KEYS`)])]
  const ofStyles = Object.keys(env).flatMap((name) => {
    const stem = stems.find((each) => name.startsWith(`${each}_API_KEYS_`))
    return stem === undefined ? [] : [{ name, style: name.slice(`${stem}_API_KEYS_`.length).toLowerCase().replaceAll('_', '-') }]
  })
  return [...plain.map((name) => ({ name, style: '' })), ...ofStyles].flatMap(({ name, style }) => {
    const from = place === '.env' ? `.env ${name}` : name
    const { keys, faults } = parseKeyList(env[name] ?? '')
    warnings.push(...faults.map((fault) => `${from}: ${fault}`))
    return keys.map((key) => placed({ ...(style !== '' && { style }), ...key }, { provider: provider.id, place, from }))
  })
}

/** For each provider and style the keys of the first place that has any: nobody's money is spent behind the vault's back. */
function firstPlaces(candidates: readonly Candidate[], warnings: string[]): readonly Candidate[] {
  const scope = ({ provider, style }: Candidate): string => `${provider}/${style ?? ''}`
  const first = new Map<string, Candidate>()
  for (const candidate of candidates) if (!first.has(scope(candidate))) first.set(scope(candidate), candidate)
  const unused = candidates.filter((each) => first.get(scope(each))?.place !== each.place)
  for (const from of new Set(unused.map((each) => each.from))) {
    const one = unused.find((each) => each.from === from)
    if (one) warnings.push(`${from} is not used: ${placeName(first.get(scope(one)))} has keys for ${one.provider}.`)
  }
  return candidates.filter((each) => first.get(scope(each))?.place === each.place)
}

function placeName(candidate: Candidate | undefined): string {
  return candidate?.place === 'environment' ? 'the environment' : 'the vault'
}

/** A domain named once for a key holds wherever the key is named again; a key named twice for the same use is taken once. */
function toEntries(candidates: readonly Candidate[], warnings: string[]): readonly KeyEntry[] {
  const named = new Map(candidates.flatMap((each) => (each.domain === undefined ? [] : [[`${each.provider}/${each.key}`, each.domain]])))
  const entries = new Map<string, KeyEntry>()
  for (const { provider, key, style, from } of candidates) {
    const place = JSON.stringify([provider, key, style])
    const domain = named.get(`${provider}/${key}`) ?? ownDomain(provider, key)
    if (entries.has(place)) warnings.push(`${from}: a key is there twice, or also in ${entries.get(place)?.from}; it counts once.`)
    else entries.set(place, { provider, key, domain, from, ...(style !== undefined && { style }) })
  }
  return [...entries.values()]
}
