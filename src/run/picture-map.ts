/**
 * A map that is never changed: `put` returns a new one that shares all but one path with the old. A fixed trie of three levels,
 * 32 wide, so that folding 100,000 pictures costs the same for each of them.
 */
export interface PictureMap<V> {
  readonly size: number
  readonly root: Branch<Branch<Branch<Leaf<V>>>>
}

type Branch<T> = readonly (T | undefined)[]
type Leaf<V> = readonly (readonly [id: string, value: V])[]

export const emptyMap: PictureMap<never> = { size: 0, root: [] }

export function getFrom<V>(map: PictureMap<V>, id: string): V | undefined {
  const at = hashOf(id)
  const leaf = map.root[at & 31]?.[(at >>> 5) & 31]?.[(at >>> 10) & 31]
  return leaf?.find((entry) => entry[0] === id)?.[1]
}

export function putInto<V>(map: PictureMap<V>, id: string, value: V): PictureMap<V> {
  const at = hashOf(id)
  const [one, two, three] = [at & 31, (at >>> 5) & 31, (at >>> 10) & 31]
  const branch = map.root[one] ?? []
  const twig = branch[two] ?? []
  const leaf = twig[three] ?? []
  const place = leaf.findIndex((entry) => entry[0] === id)
  const changed = replaced(leaf, place < 0 ? leaf.length : place, [id, value] as const)
  const root = replaced(map.root, one, replaced(branch, two, replaced(twig, three, changed)))
  return { size: map.size + (place < 0 ? 1 : 0), root }
}

/** The same map as by `put` one after the other, built at once. */
export function mapOf<V>(entries: Iterable<readonly [id: string, value: V]>): PictureMap<V> {
  const root: [string, V][][][][] = []
  let size = 0
  for (const [id, value] of entries) {
    const at = hashOf(id)
    const twig = ((root[at & 31] ??= [])[(at >>> 5) & 31] ??= [])
    const leaf = (twig[(at >>> 10) & 31] ??= [])
    const known = leaf.find((entry) => entry[0] === id)
    if (known === undefined) size += leaf.push([id, value]) > 0 ? 1 : 0
    else known[1] = value
  }
  return { size, root }
}

/** All entries, in no order that means anything. */
export function* entriesOf<V>(map: PictureMap<V>): Generator<readonly [id: string, value: V]> {
  for (const branch of map.root) for (const twig of branch ?? []) for (const leaf of twig ?? []) yield* leaf ?? []
}

function replaced<T>(row: readonly T[], at: number, value: NoInfer<T>): T[] {
  const copy = row.slice()
  copy[at] = value
  return copy
}

/** FNV-1a, mixed so that its low 15 bits spread. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
