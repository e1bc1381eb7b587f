/** A repeatable stream of chance: the same seed always gives the same numbers. */
export interface Chance {
  /** 0 up to, not including, 1. */
  next(): number
  between(from: number, to: number): number
  pick<T>(list: readonly [T, ...T[]]): T
  /** Smooth noise over `x`, -1 to 1, with one bump about every unit. */
  drift(x: number): number
}

/** 32 bits that differ for different texts (FNV-1a with a last stir). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

function stir(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  return ((bits ^ (bits >>> 16)) >>> 0) / 0x1_0000_0000
}

export function chance(seed: number): Chance {
  let count = seed | 0
  const next = (): number => stir((count = (count + 0x9e3779b9) | 0))
  const knot = (at: number): number => stir(Math.imul(at, 0x27d4eb2d) ^ seed) * 2 - 1
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    drift: (x) => {
      const left = Math.floor(x)
      const share = x - left
      const ease = share * share * (3 - 2 * share)
      return knot(left) * (1 - ease) + knot(left + 1) * ease
    },
  }
}
