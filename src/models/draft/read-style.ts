import { hex } from './colour.ts'
import type { Manner, Tint } from './palette.ts'

/** How to paint, as far as the style's words tell. */
export interface StyleRead {
  readonly manner: Manner
  readonly tint: Tint
  /** Coarse squares, as in an old game. */
  readonly pixel: boolean
}

const manners: readonly (readonly [Manner, number, RegExp])[] = [
  [
    'gouache',
    3,
    /\b(gouache|water ?colou?r|storybook|children'?s book|paper ?cut|risograph|impressionis\w+|acrylic|folk art|felt|clay|aquarell?e?|acuarela)\b/giu,
  ],
  [
    'gouache',
    1,
    /\b(illustrations?|illustrated|paint(?:ed|ing|erly)?|pastel|poster|matte|flat simplified|grain|soft edges|fairy ?tale|as written|vintage|retro|oil)\b/giu,
  ],
  [
    'ink',
    3,
    /\b(line ?(?:art|drawing|work)?|ink(?:ed)?|outlines?|comics?|manga|anime|cartoon|sketch\w*|pencil|charcoal|ligne claire|cel|engraving|etching|woodcut|doodle|blueprint|diagram)\b/giu,
  ],
  ['ink', 1, /\b(clear|vector|white space|pale|uncluttered|minimal\w*|clean|technical|instruction\w*|drawing)\b/giu],
  [
    'cinema',
    3,
    /\b(cinema\w*|film\w*|photo\w*|noir|35 ?mm|realis\w+|3d|render\w*|chiaroscuro|cyberpunk|octane|unreal|movie|hdr|consistent)\b/giu,
  ],
  ['cinema', 1, /\b(dramatic|deep shadow|depth of field|strong light|neon|moody|dark|epic|gothic|horror|bokeh|lens|rich colou?r)\b/giu],
]

type Shift = readonly [RegExp, Partial<Tint>]
const shifts: readonly Shift[] = [
  [/\b(noir|black[- ]and[- ]white|monochrome|b&w|greyscale|grayscale)\b/iu, { saturation: 0.06 }],
  [/(?<!colou?red )\b(pencil|charcoal|sketch\w*|graphite|engraving|etching)\b/iu, { saturation: 0.22 }],
  [/\b(pastel|soft colou?rs|kawaii)\b/iu, { saturation: 0.85, lift: 0.24 }],
  [/\b(water ?colou?r|aquarell?e?|acuarela)\b/iu, { saturation: 0.95, lift: 0.15 }],
  [/\b(vivid|vibrant|pop art|saturated|colou?rful|anime|cartoon|psychedelic)\b/iu, { saturation: 1.35, lift: 0.03 }],
  [/\b(neon|cyberpunk|synthwave|vaporwave)\b/iu, { saturation: 1.45, lean: { colour: hex('a03cc8'), share: 0.3 } }],
  [/\b(sepia|vintage|antique|daguerreotype|western)\b/iu, { saturation: 0.75, lean: { colour: hex('b08a58'), share: 0.5 } }],
  [/\b(blueprint|cyanotype)\b/iu, { lean: { colour: hex('2f63b8'), share: 0.75 } }],
  [/\b(dark|gothic|horror|moody|grim)\b/iu, { saturation: 0.8, lift: -0.14 }],
  [/\b(muted|desaturated|faded|washed)\b/iu, { saturation: 0.66 }],
  [/\b(cool|cold|icy|nordic)\b/iu, { lean: { colour: hex('6f94b8'), share: 0.22 } }],
  [/\b(3d|pixar|clay|plasticine)\b/iu, { saturation: 1.15, lift: 0.1 }],
]

/** The nearest manner and palette for any style words; gouache where they say nothing. */
export function readStyle(words: string): StyleRead {
  const score = new Map<Manner, number>([['gouache', 0.5]])
  for (const [manner, weight, pattern] of manners) {
    const found = new Set([...words.matchAll(pattern)].map((match) => match[0].toLowerCase())).size
    score.set(manner, (score.get(manner) ?? 0) + found * weight)
  }
  const [manner] = [...score].reduce((best, one) => (one[1] > best[1] ? one : best))
  const plain: Tint = { saturation: 1, lift: 0 }
  const tint = shifts.reduce((sum, [pattern, shift]) => (pattern.test(words) ? blend(sum, shift) : sum), plain)
  return { manner, tint, pixel: /\b(pixel|8[- ]?bit|16[- ]?bit)\b/iu.test(words) }
}

function blend(sum: Tint, shift: Partial<Tint>): Tint {
  const lean = shift.lean ?? sum.lean
  return {
    saturation: sum.saturation * (shift.saturation ?? 1),
    lift: Math.max(-0.3, Math.min(0.35, sum.lift + (shift.lift ?? 0))),
    ...(lean && { lean }),
  }
}
