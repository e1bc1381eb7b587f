import type { Beat } from './board.ts'

/** Places in the old and the fresh order. */
export interface Pair {
  readonly old: number
  readonly fresh: number
}

/** Beyond so many comparisons a stretch is matched by ids and places alone. */
const mostComparisons = 250_000
const alike = 0.5

/** The words that decide a picture. Prompts of single styles count only where both sides have them: a list without any says nothing about them. */
function wordsOf(beat: Beat): string {
  return JSON.stringify([beat.prompt, beat.styleWords ?? '', beat.negativePrompt ?? ''].map((text) => text.replaceAll(/\s+/g, ' ').trim()))
}

function samePrompts(old: Beat, fresh: Beat): boolean {
  return Object.entries(fresh.prompts ?? {}).every(([style, prompt]) => (old.prompts?.[style] ?? prompt) === prompt)
}

/** Equal words meet: first those with equal ids, then in order. */
export function sameWords(before: readonly Beat[], after: readonly Beat[]): Pair[] {
  const oldWords = before.map(wordsOf)
  const words = after.map(wordsOf)
  const waiting = Map.groupBy(before.keys(), (index) => oldWords[index] ?? '')
  const byId = new Map(before.map((beat, index) => [beat.id, index]))
  const used = new Set<number>()
  const found = new Map<number, number>()
  const meet = (fresh: number, old: number | undefined): void => {
    if (old === undefined || used.has(old)) return
    used.add(old)
    found.set(fresh, old)
  }
  for (const [fresh, beat] of after.entries()) {
    const old = byId.get(beat.id)
    if (old !== undefined && oldWords[old] === words[fresh] && samePrompts(before[old] as Beat, beat)) meet(fresh, old)
  }
  const heads = new Map<string, number>()
  for (const [fresh, beat] of after.entries()) {
    if (found.has(fresh)) continue
    const key = words[fresh] ?? ''
    const queue = waiting.get(key) ?? []
    let head = heads.get(key) ?? 0
    while (head < queue.length && used.has(queue[head] ?? -1)) head++
    heads.set(key, head)
    const old = queue[head]
    if (old !== undefined && samePrompts(before[old] as Beat, beat)) meet(fresh, old)
  }
  return [...found].map(([fresh, old]) => ({ fresh, old }))
}

/** Beats with other words, matched inside each stretch between beats that kept their words and their order. */
export function sameBeats(before: readonly Beat[], after: readonly Beat[], same: readonly Pair[]): Pair[] {
  const usedOld = new Set(same.map((pair) => pair.old))
  const usedFresh = new Set(same.map((pair) => pair.fresh))
  const anchors = [...inOrder(same), { old: before.length, fresh: after.length }]
  let from = { old: 0, fresh: 0 }
  const near = anchors.flatMap((anchor) => {
    const olds = range(from.old, anchor.old).filter((index) => !usedOld.has(index))
    const freshes = range(from.fresh, anchor.fresh).filter((index) => !usedFresh.has(index))
    from = { old: anchor.old + 1, fresh: anchor.fresh + 1 }
    return olds.length > 0 && freshes.length > 0 ? inStretch({ before, after }, olds, freshes) : []
  })
  return [...near, ...sameIds(before, after, [...same, ...near])]
}

/** What is left and bears the same id is the same beat: so no new beat ever finds the picture of one that is gone in its place. */
function sameIds(before: readonly Beat[], after: readonly Beat[], found: readonly Pair[]): Pair[] {
  const matched = new Set(found.map((pair) => pair.old))
  const met = new Set(found.map((pair) => pair.fresh))
  const left = new Map([...before.entries()].filter(([old]) => !matched.has(old)).map(([old, beat]) => [beat.id, old]))
  return [...after.entries()].flatMap(([fresh, beat]) => {
    const old = met.has(fresh) ? undefined : left.get(beat.id)
    return old === undefined ? [] : [{ old, fresh }]
  })
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}

/** The longest run of pairs that rises on both sides (patience sorting). */
function inOrder(pairs: readonly Pair[]): Pair[] {
  const sorted = pairs.toSorted((a, b) => a.fresh - b.fresh)
  const tails: number[] = []
  const previous: (number | undefined)[] = []
  for (const [index, pair] of sorted.entries()) {
    let low = 0
    for (let high = tails.length; low < high;) {
      const middle = (low + high) >> 1
      if ((sorted[tails[middle] ?? 0]?.old ?? 0) < pair.old) low = middle + 1
      else high = middle
    }
    previous.push(low > 0 ? tails[low - 1] : undefined)
    tails[low] = index
  }
  const run: Pair[] = []
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) run.push(sorted[at] as Pair)
  return run.toReversed()
}

/** Most alike first, then equal ids, then, where as many are left on both sides, place by place. */
function inStretch({ before, after }: { before: readonly Beat[]; after: readonly Beat[] }, olds: number[], freshes: number[]): Pair[] {
  const pairs: Pair[] = []
  const done = { old: new Set<number>(), fresh: new Set<number>() }
  const meet = (pair: Pair): void => {
    if (done.old.has(pair.old) || done.fresh.has(pair.fresh)) return
    done.old.add(pair.old)
    done.fresh.add(pair.fresh)
    pairs.push(pair)
  }
  if (olds.length * freshes.length <= mostComparisons) for (const pair of mostAlike({ before, after }, olds, freshes)) meet(pair)
  const ids = new Map(olds.map((index) => [before[index]?.id, index]))
  for (const fresh of freshes) {
    const old = ids.get(after[fresh]?.id)
    if (old !== undefined) meet({ old, fresh })
  }
  const restOld = olds.filter((index) => !done.old.has(index))
  const restFresh = freshes.filter((index) => !done.fresh.has(index))
  if (restOld.length === restFresh.length) for (const [index, fresh] of restFresh.entries()) meet({ old: restOld[index] ?? -1, fresh })
  return pairs
}

function mostAlike({ before, after }: { before: readonly Beat[]; after: readonly Beat[] }, olds: number[], freshes: number[]): Pair[] {
  const bags = freshes.map((fresh) => [fresh, bagOf(after[fresh])] as const)
  const scored = olds.flatMap((old) => {
    const bag = bagOf(before[old])
    return bags.map(([fresh, other]) => ({ old, fresh, score: likeness(bag, other) }))
  })
  return scored.filter((pair) => pair.score >= alike).sort((a, b) => b.score - a.score || a.fresh - b.fresh || a.old - b.old)
}

function bagOf(beat: Beat | undefined): ReadonlySet<string> {
  return new Set(
    beat?.prompt
      .slice(0, 10_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  )
}

/** Share of words in common, 0 to 1 (Dice). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0
  for (const word of one) if (other.has(word)) common++
  return (2 * common) / (one.size + other.size || 1)
}
