const deepest = 24

/** The text of a value: strings and numbers trimmed, without control characters and half characters; anything else is empty. */
export function words(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value !== 'string') return ''
  const whole = value.isWellFormed() ? value : value.toWellFormed()
  return (/[^\P{Cc}\n]/u.test(whole) ? whole.replaceAll(/[^\P{Cc}\n]/gu, ' ') : whole).trim()
}

/** The text on one line, at most 200 characters. */
export function titleOf(value: unknown): string {
  return words(typeof value === 'string' ? value.slice(0, 1_000) : value)
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200)
    .toWellFormed()
    .trim()
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isRecords(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord)
}

/** The value as data that every JSON writer can write: no prototype key, nothing nested deeper than 24, no empty field. `undefined` when nothing is left. */
export function plain(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return words(value) || undefined
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined
  if (Array.isArray(value)) return value.length > 0 ? value.map((item) => plain(item, depth + 1) ?? null) : undefined
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const safe = key === '__proto__' ? undefined : plain(inner, depth + 1)
    return safe === undefined ? [] : [[key.toWellFormed(), safe] as const]
  })
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

/** Seconds of a number, `3.5`, `3.5s`, `1:02`, `0:01,5` or `00:00:03,500`; `undefined` for anything else, below 0 or past 27 hours, where frame names end. */
export function seconds(value: unknown): number | undefined {
  const time = typeof value === 'number' ? value : secondsOfText(words(value))
  return time !== undefined && time >= 0 && time < 100_000 ? Math.round(time * 1_000) / 1_000 : undefined
}

function secondsOfText(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,9}(?:[.,]\d{1,9})?)\s*s?$/.exec(text)
  if (!match) return undefined
  return Number(match[1] ?? 0) * 3_600 + Number(match[2] ?? 0) * 60 + Number((match[3] ?? '0').replace(',', '.'))
}
