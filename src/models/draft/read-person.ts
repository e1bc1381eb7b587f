import { colourPattern } from './local-colours.ts'

const garments =
  'raincoat|overcoat|coat|scarf|hat|cap|hood|dress|shirt|blouse|apron|jacket|jumper|sweater|pullover|cardigan|boots|cloak|cape|robe|gown|uniform|overalls|shawl'
const worn = new RegExp(`\\b(${colourPattern})(?: (?!${garments})\\p{L}+){0,2} (${garments})\\b`, 'giu')
const wornPlain = new RegExp(`\\b(?:in|with|wearing|wears) (?:an?|his|her|the) (?:\\p{L}+ )?(${garments})\\b(?! over)`, 'giu')
const carried = /\b(?:coat|jacket|cloak)s? over (?:his|her|their|the) (?:arm|shoulder)/giu
const hair = /\b(grey|gray|white|silver|black|brown|red|dark|fair|blonde?|golden|ginger)[ -]hair(?:ed)?\b/iu
const beardColour = /\b(grey|gray|white|black|red|brown) (beard|moustache)/iu

const traits: readonly (readonly [string, RegExp])[] = [
  [
    'old',
    /\b(?:old|elderly|aged|ancient) (?:\p{L}+ ){0,2}(?:man|woman|lady|fisher\w*|keeper|captain|king|queen|driver|\p{L}+er)\b|\bgrand(?:m|f|p)\w+|\b(?:of|aged) (?:[6-9]\d|sixty|seventy|eighty|ninety)\b/iu,
  ],
  ['beard', /\bbeard(?:ed)?\b/iu],
  ['moustache', /\bmoustache\b/iu],
  ['bald', /\bbald\b/iu],
  ['plaits', /\b(?:plaits|braids|pigtails)\b/iu],
  ['smile', /\b(?:(?<!not to )smil\w+|laugh\w*|grin\w*)\b/iu],
  ['worried', /\b(?:anxious|worried|frightened|afraid|sad)\b/iu],
  ['basket', /\b(?:with|carrying) (?:an? )?baskets?\b/iu],
  ['umbrella', /\b(?:with|under) (?:an? |their )?umbrellas?\b/iu],
  ['rope', /\bwith a rope\b/iu],
  ['coat over arm', /\bcoat over (?:his|her) arm\b/iu],
  ['suitcase', /\bwith (?:a|his|her|the) (?:\p{L}+ )?suitcase\b/iu],
]

/** What the words about one person say of clothes, hair and face: a garment and its colour, or a trait. */
export function wearsOf(about: string): readonly string[] {
  const text = about.toLowerCase()
  const clothes = text.replace(carried, ' ')
  const found: string[] = []
  for (const match of clothes.matchAll(worn)) found.push(`${match[2] ?? ''} ${(match[1] ?? '').replace('-', ' ')}`)
  for (const match of clothes.matchAll(wornPlain)) {
    const garment = match[1] ?? ''
    if (!found.some((one) => one.startsWith(garment))) found.push(garment)
  }
  const hairWord = hair.exec(text)?.[1]
  if (hairWord !== undefined) found.push(`hair ${hairWord}`)
  const beard = beardColour.exec(text)
  if (beard !== null && hairWord === undefined) found.push(`hair ${beard[1] ?? 'white'}`)
  for (const [trait, pattern] of traits) if (pattern.test(text)) found.push(trait)
  return [...new Set(found)].slice(0, 12)
}

const female =
  /\b(woman|women|girls?|mother|grandm\w*|queen|princess|witch|sister|she|her|heroine|nun|frau|femme|mujer|lady|daughter|aunt)\b/iu
const male =
  /\b(man|men|boys?|father|grandf\w*|king|prince|wizard|brother|monk|son|uncle|fisherm[ae]n|fisherman|miller|driver|bearded|moustache)\b/iu
const young = /\b(child(?:ren)?|girls?|boys?|kids?|baby|son|daughter|little (?!red|blue)\w*|dítě|enfant)\b/iu
const age = /\b(?:of|aged) (\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b/iu

/** Whether the words about one person name a child. */
export function isChild(about: string): boolean {
  const years = age.exec(about)?.[1]
  if (years !== undefined && Number(years) > 15) return false
  return young.test(about) || years !== undefined
}

/** Whether the words about one person name a woman or girl; `undefined` where they say neither. */
export function isWoman(about: string): boolean | undefined {
  const [she, he] = [about.search(female), about.search(male)]
  if (she < 0 && he < 0) return undefined
  return he < 0 || (she >= 0 && she < he)
}
