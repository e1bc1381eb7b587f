/** A key as it stood in a list, with the quota domain it was given. */
export interface FoundKey {
  readonly key: string
  readonly domain?: string
}

export interface KeyList {
  readonly keys: readonly FoundKey[]
  /** What was left out and why; names the entry by its number, never by its text. */
  readonly faults: readonly string[]
}

const placeholder =
  /^(?:(?:your|my|enter|insert|paste|replace|put|add|the|change)[-_ ]?.*(?:key|token|here|me)\b.*|<.*>|\[.*\]|\{.*\}|\$\{?\w+\}?|x{3,}|\*+|\.{3,}|(?:sk|hf|aiza)?[-_]?(?:\.{3,}|x{4,}|…)|(?:api[-_]?)?(?:key|token)s?\d?|none|null|undefined|todo|test|example|changeme)$/i

/** Reads `KEY1,KEY2` or `projectA=KEY1, projectB=KEY2`. Spaces and quotes around entries fall away. Never throws. */
export function parseKeyList(text: string): KeyList {
  const list = unquoted(text)
  if (list === '') return { keys: [], faults: [] }
  const read = list.split(/[,\r\n]/).map((part, index) => parseEntry(part, index + 1))
  return {
    keys: read.flatMap((each) => (typeof each === 'string' ? [] : [each])),
    faults: read.filter((each) => typeof each === 'string'),
  }
}

function parseEntry(part: string, number: number): FoundKey | string {
  const entry = unquoted(part)
  // A key may end in `=`, so the text after the first one must be more than that.
  const [, name = '', rest = ''] = /^([^=\s]+)\s*=\s*(?=[^=])(.*)$/.exec(entry) ?? []
  const key = unquoted(rest === '' ? entry : rest)
  if (key === '') return `entry ${number} is empty.`
  if (placeholder.test(key)) return `entry ${number} is a placeholder, not a key.`
  if (!/^[\x21-\x7e]+$/.test(key)) return `entry ${number} holds a space or a letter that no key has.`
  if (name === '') return { key }
  if (!/^[\w.-]{1,32}$/.test(name)) return `entry ${number}: expected a quota domain of at most 32 letters, digits, - or _ before the =.`
  return { key, domain: name }
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  const [, , inner] = /^(["'])(.*)\1$/s.exec(trimmed) ?? []
  return inner?.includes(trimmed.charAt(0)) ? trimmed : (inner?.trim() ?? trimmed)
}
