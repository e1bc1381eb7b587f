import type { Scene, SpotName, SubjectKind } from './scene.ts'

/** Words that are part of something else, a material, a measure or a light: they name no subject of their own. */
const parts: readonly RegExp[] = [
  /\b(?:gold |warm )?light (?:from|of) the lighthouse\b/giu,
  /(?<=\bboats? )with (?:an?|its|one)(?: \p{L}+){0,2} lamps?\b|(?<=\bbarge )with (?:an?|its|one) lamp\b/giu,
  /(?<=\bwheel) of the boat\b/giu,
  /\b(?:lamp|candle|fire|lantern|gold)[ -]?light(?:s|ed)?\b/giu,
  /\b(?:lighthouse )?(?:lamp|lantern|gallery) ?room\b/giu,
  /\b(?:its|the lighthouse) (?:lamp|light|lantern)\b(?! climbing)/giu,
  /\b(?:lamp|light|lantern|flame) of the lighthouse\b/giu,
  /\binside (?:the|an?) lighthouse(?: tower)?\b/giu,
  /\blighthouse (?:stairs?|staircase|steps|tower|window|door|keeper)\b/giu,
  /\b(?:street ?lamps?|lamp ?posts?|(?:first|city|distant) (?:lamps|lights))\b/giu,
  /\b(?:stone|brick|harbour|harbor|town|shuttered|fisher\w*'?s?) (?:houses|cottages)\b/giu,
  /\b(?:house|cottage|kitchen|shop) (?:windows?|doors?)\b/giu,
  /\bdoor of (?:a|the|her|his) (?:\p{L}+ )?(?:house|cottage)\b/giu,
  /\b(?:great|huge|giant|big|taller|bigger|larger|higher) than (?:a|an|the) \p{L}+\b/giu,
  /\b(?:mountain )?(?:wet |round |old |mossy |winding )*stone (?=\p{L})/giu,
  /\b(?:onto|on|over|and) (?:the )?(?:wet |bare )?stones?\b/giu,
  /\b(?:lighthouse|far|its|past the|at the|the) rock\b/giu,
  /\b(?:first |small |the |a )*flames? (?:of|takes?|in|on)\b/giu,
  /\bflame\b/giu,
  /\bthe shadows? of (?:\p{L}+ )?(?:people|men|women|children|figures)\b/giu,
  /\bhand (?=on|over|in)|\bhands? around\b|\bhand's breadth\b|\bfinger's breadth\b|\bkeep fingers\b/giu,
  /\btrain (?=driver|station|tracks)/giu,
  /\bat (?:his|her|their) heels\b/giu,
  /\b(?:far )?(?:tree|pine|fir) (?:trunks|needles|forest)\b/giu,
  /\bholds? (?:his|her|their) breath\b/giu,
  /\b(?:open|closing|closes?) the door\b/giu,
  /\bbox that\b/giu,
  /\b(?:base|edge|house) (?:is a|of the)\b/giu,
  /\bwith (?:his|her|the|a) (?:\p{L}+ )?suitcase\b/giu,
  /\b(?:with|carrying) (?:an? )?(?:baskets?|umbrellas?|rope)\b/giu,
  /\broots of an? (?:old )?tree\b/giu,
  /\bwindow ?sill\b/giu,
  /\b(?:open )?(?:suitcase) (?=around)/giu,
  /\bbird ?house\b/giu,
]

/** Keeps the subjects of a text: parts of things, materials and lights are blanked out, all else stays at its place. */
export function subjectText(text: string): string {
  return parts.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (match) => (match.includes('lighthouse rock') ? match.replace(/rock/iu, '····') : '·'.repeat(match.length))),
    text,
  )
}

/** Whether the lighthouse of these words is dark, sweeps its beam, or neither is said. */
export function lighthouseState(text: string): 'unlit' | 'beam' | undefined {
  if (/\bunlit\b|\b(?:lamp|lantern|lamp room|lighthouse) (?:is |was |still )?(?:out|black|dark|cold)\b|\blamp went out\b/iu.test(text))
    return 'unlit'
  return /\bbeams?\b|\b(?:lamp|light|lantern) (?:just |now )?(?:lit|burning|shining|turning)\b|\blight (?:from|of) the lighthouse\b/iu.test(
    text,
  )
    ? 'beam'
    : undefined
}

interface Said {
  readonly kind: SubjectKind
  readonly word: string
  /** What stands before the word in its sentence, and after it up to the next subject. */
  readonly before: string
  readonly after: string
  /** All that stands after it in its sentence. */
  readonly rest: string
  readonly place: Scene['place'] | undefined
  readonly features: readonly string[]
  readonly people: boolean
}

const inHand =
  /\b(?:with|carr(?:y|ies|ying)|hold(?:s|ing)?(?: up)?|hand(?:s|ing)|reads?|reading|giv(?:es|ing)|offer(?:s|ing)|lift(?:s|ing)|rais(?:es|ing)|clos(?:es|ing)|eat(?:s|ing)|at) (?:aloud from )?(?:(?:an?|the|his|her|their|one|two|three|red|both) )*(?:\p{L}+ )?$/iu

/** Where the words put a subject. */
export function spotOf(said: Said): SpotName | undefined {
  if (said.kind === 'person' || said.kind === 'dog' || said.kind === 'bear') return personSpot(said)
  if (said.kind === 'boat' || said.kind === 'ship')
    return /^[^,]{0,30}\bbehind\b|\bbehind them/iu.test(said.rest.slice(0, 60)) ? 'far' : undefined
  return propSpot(said)
}

function personSpot({ before, after, rest, place, features, kind }: Said): SpotName | undefined {
  const near = after.slice(0, 130)
  if (/\b(?:in|on) (?:the|their) (?:bow|prow)\b/iu.test(near)) return 'bow'
  if (features.includes('aboard')) return 'boat'
  if (features.includes('gallery')) return 'gallery'
  if (place === 'tower') return /\bstairs?\b|\bstep|climb/iu.test(near) || kind === 'person' ? 'stairs' : undefined
  if (/\bin (?:(?:his|her|their|the|three|wooden) )*beds?\b/iu.test(near.slice(0, 70))) return 'bed'
  if (/\bat the (?:\p{L}+ )?window\b/iu.test(near)) return 'window'
  if (/\b(?:at|in) the (?:open )?(?:kitchen )?(?:door|doorway)\b/iu.test(near)) return 'door'
  if (/\b(?:onto|on) (?:the )?(?:wet )?(?:stone|rock)\b/iu.test(near)) return 'rock'
  if (/\bin front\b/iu.test(near)) return 'front'
  if (/\bbehind\b/iu.test(near.slice(0, 60)) && kind === 'person') return 'behind'
  if (/\bat the (?:\p{L}+ )?table\b/iu.test(near)) return 'table'
  return /\bfrom the (?:red )?train\b/iu.test(rest.slice(0, 60)) && /moustache|driver/iu.test(before + near) ? 'behind' : undefined
}

function propSpot({ kind, before, after, rest, place, people, features }: Said): SpotName | undefined {
  const light = kind === 'lantern'
  if (/^ (?:\p{L}+ )?on (?:the|a|his|her) (?:\p{L}+ )*table\b/iu.test(rest) || /^ (?:open )?on (?:the|a) (?:\p{L}+ )*table\b/iu.test(after))
    return 'table'
  if (light && /^ (?:far )?(?:climbing|far above)/iu.test(after)) return 'far'
  if (light && /^ (?:above|over) (?:it|the door)/iu.test(after)) return 'door'
  if (/^ on the (?:\p{L}+ )?(?:step|stairs?|floor|ground)/iu.test(after)) return 'floor'
  if (light && place === 'facade') return 'window'
  if (people && (inHand.test(before) || /^ raised\b/iu.test(after))) return 'hand'
  if (place === 'room' && (light || kind === 'cup')) return 'table'
  if (/\baround (?:her|him|them)\b/iu.test(rest.slice(0, 60))) return 'floor'
  if (kind === 'table' || kind === 'chair') return undefined
  if (light && place === 'cave') return features.includes('beds') ? 'table' : 'floor'
  return light && people ? 'hand' : people && (kind === 'key' || kind === 'letter') ? 'hand' : undefined
}
