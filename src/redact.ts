/** Text with every key taken out. */
export type Redact = (text: string) => string

const keyShapes = [
  /\bAIza[\w-]{20,}/g, // Google
  /\bsk-[\w-]{16,}/g, // OpenAI, Stability
  /\bhf_\w{16,}/g, // Hugging Face
  /\b(?:gsk|xai|r8|fal|key|pk|rk)[-_][\w-]{20,}/g,
  /(?<=\b(?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi,
  /(?<=\b(?:api[-_]?key|x-goog-api-key|apikey|authorization|token|secret)["']?\s*[:=]\s*["']?)[^\s"'&,;{}<>]{8,}/gi,
]

/** `…7f3a`: the only form in which a key is ever shown. A key too short to hide four characters of shows none. */
export function keyName(key: string): string {
  return key.length >= 12 ? `…${key.slice(-4)}` : '…'
}

/** Takes the known keys, and whatever is shaped like a key, out of any text that leaves: logs, errors, recipes, journal, events. */
export function redactor(keys: Iterable<string>): Redact {
  const known = [...new Set(keys)].filter((key) => key.length >= 4).sort((a, b) => b.length - a.length)
  const forms = known.flatMap((key) =>
    [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])].map((form) => [form, keyName(key)] as const),
  )
  return (text) => {
    let clean = text
    for (const [form, name] of forms) clean = clean.replaceAll(form, name)
    for (const shape of keyShapes) clean = clean.replace(shape, keyName)
    return clean
  }
}
