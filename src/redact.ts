/** Text with every key taken out. */
export type Redact = (text: string) => string

// Every repetition is bounded where two of them meet: a text of a million spaces must not stall a run.
const between = String.raw`[\\"'\s]{0,6}[:=][\\"'\s]{0,6}`
const keyShapes: readonly RegExp[] = [
  /\bAIza[\w-]{20,}/g, // Google
  /\bAQ\.[\w-]{20,}/g, // Google, since 2025
  /\bsk-[\w-]{16,}/g, // OpenAI, Stability
  /\bhf_\w{16,}/g, // Hugging Face
  /\b(?:gsk|xai|r8|fal|key|pk|rk)[-_][\w-]{20,}/g,
  /(?<=\b(?:bearer|basic)(?:\s|%20|\+){1,8})[\w.~+/=%-]{8,}/gi,
  new RegExp(String.raw`(?<=\bauthorization${between}[a-z]{1,12}\s{1,4})[^\s"'\\,;{}<>]{8,}`, 'gi'),
  new RegExp(String.raw`(?<=\b(?:[\w-]{0,20}api[-_]?key|authorization|token|secret|password)${between})[^\s"'\\&,;{}<>]{8,}`, 'gi'),
  /(?<=[?&]key=)[^\s"'\\&,;{}<>]{8,}/gi,
  /(?<=:\/\/[^\s/@:]{0,64}:)[^\s/@]{4,}(?=@)/g, // http://user:password@host
]

/** Shorter keys would take ordinary words out of texts. */
const shortestKey = 4
/** Only a key this long is looked for torn apart: in shorter ones it would be chance. */
const shortestTornKey = 12

/** `…7f3a`: the only form in which a key is ever shown. A key too short to hide four characters of shows none. */
export function keyName(key: string): string {
  return key.length >= 12 ? `…${key.slice(-4)}` : '…'
}

/** Takes the known keys, and whatever is shaped like a key, out of any text that leaves: logs, errors, recipes, journal, events. */
export function redactor(keys: Iterable<string>): Redact {
  const known = [...new Set(keys)].filter((key) => key.length >= shortestKey).sort((a, b) => b.length - a.length)
  const forms = known.map((key) => ({ name: keyName(key), form: new RegExp([written(key), ...inBase64(key)].join('|'), 'g') }))
  return (text) => {
    let clean = text
    for (const { form, name } of forms) clean = clean.replace(form, name)
    for (const shape of keyShapes) clean = clean.replace(shape, keyName)
    return clean
  }
}

/** A key however it is written: escaped for a URL or for JSON, and torn by quotes, spaces and line ends. */
function written(key: string): string {
  const torn = key.length >= shortestTornKey ? String.raw`(?:[\s"'\`+]|\\+[nrt"]?){0,8}?` : ''
  return Array.from(key, writtenLetter).join(torn)
}

function writtenLetter(letter: string): string {
  const plain = letter.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
  const bytes = [...new TextEncoder().encode(letter)].map((byte) => `%${anyCase(byte, 2)}`).join('')
  const units = Array.from({ length: letter.length }, (_, index) => String.raw`\\{1,4}u${anyCase(letter.charCodeAt(index), 4)}`).join('')
  const escaped = /["\\/]/.test(letter) ? [String.raw`\\{1,7}${plain}`] : []
  return `(?:${[plain, bytes, units, ...escaped].join('|')})`
}

/** A number in hex digits of either case, as a pattern. */
function anyCase(number: number, digits: number): string {
  const hex = number.toString(16).padStart(digits, '0')
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}

/**
 * A key inside base64, e.g. of `user:key`: it begins at one of three places in a group of four letters. The letters it shares
 * with its neighbours are left; the rest says it for sure. Both alphabets.
 */
function inBase64(key: string): string[] {
  if (key.length < shortestTornKey) return []
  const bytes = new TextEncoder().encode(key)
  return [0, 1, 2].map((before) => {
    const text = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes))
    const shared = [0, 2, 3][before] ?? 0
    const whole = Math.floor(((before + bytes.length) * 8) / 6)
    const own = text.slice(shared, whole)
    return Array.from(own, (letter) => ({ '+': '[+-]', '/': '[/_]' })[letter] ?? letter).join('')
  })
}
