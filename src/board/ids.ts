/** Names that Windows keeps for devices, with or without an extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
const safe = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9_-])?$/
const longest = 80

/** True when the id can be part of a path on every system: letters, digits, `.`, `_`, `-`, at most 80, no dot at either end, no device name. */
export function isSafeId(id: string): boolean {
  return safe.test(id) && !reserved.test(id)
}

/** The nearest safe id to what a list calls a beat or a shot; empty when nothing usable is left. `../Küche 2` becomes `Kuche-2`. */
export function safeId(text: string): string {
  const plain = text
    .slice(0, 400)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+/g, '')
    .slice(0, longest)
  const trimmed = withoutTail(plain)
  return reserved.test(trimmed) ? withoutTail(`_${trimmed}`.slice(0, longest)) : trimmed
}

/** The nearest style id to what a list calls a style: lower-case letters, digits and `-`; empty when nothing usable is left. */
export function safeStyleId(text: string): string {
  const id = safeId(
    text
      .slice(0, 400)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-'),
  )
  return id.startsWith('_') ? `style-${id.slice(1)}` : id
}

/** Counted down by hand: a pattern anchored at the end is slow on long runs of dots. */
function withoutTail(text: string): string {
  let end = text.length
  while (end > 0 && '.-'.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** Hands out each id once, counting in any case because some disks do not tell `A` from `a`: the second `7` becomes `7_2`. */
export function idKeeper(): { take(wanted: string): string } {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  const take = (wanted: string): string => {
    const key = wanted.toLowerCase()
    let id = wanted
    for (let n = next.get(key) ?? 2; taken.has(id.toLowerCase()); n++) {
      id = `${wanted.slice(0, longest - String(n).length - 1)}_${n}`
      next.set(key, n + 1)
    }
    taken.add(id.toLowerCase())
    return id
  }
  return { take }
}
