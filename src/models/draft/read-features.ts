import type { PlaceKind } from './scene.ts'

/** Snow that lies and does not fall. */
export function groundSnow(text: string): boolean {
  return (
    /\b(?:melting snow|snow (?:on|in)\b|patches of snow|snowy|snow melt|winter light)/iu.test(text) &&
    !/\b(?:falling|driving) snow|\bsnow(?:ing| falling| falls|fall|storm)\b/iu.test(text)
  )
}

type Row = readonly [feature: string, pattern: RegExp]

const anywhere: readonly Row[] = [['snow', /\b(snow\w*|frozen|winter(?! light))\b|雪/iu]]

const rows: Readonly<Partial<Record<PlaceKind, readonly Row[]>>> = {
  sea: [
    ['wave', /\b(?:great|huge|giant|towering|enormous) (?:dark )?waves?\b|\bwall of water\b/iu],
    ['rock', /^(?!.*\b(?:harbour|quay)\b).*\b(?:lighthouse on its rock|(?:against|on|at) the lighthouse rock)\b/iu],
    ['town', /\bharbou?r (?:far )?behind\b/iu],
    ['gallery', /\bon the gallery\b/iu],
    ['steps', /\b(?:harbour|quay|stone) steps\b/iu],
    ['mountains', /\bmountains\b/iu],
  ],
  room: [['door', /\bdoor(?:way)?\b/iu]],
  tower: [
    ['shadows', /\bshadows? of\b/iu],
    ['top', /\b(?:last turn|top of the|lamp room above)\b/iu],
  ],
  lamproom: [
    ['burning', /\b(?:burning|flame takes|gold light|beam|lit gold|shining)\b/iu],
    ['beam', /\bbeam\b/iu],
    ['door', /\bdoor(?:way)?\b/iu],
  ],
  cave: [
    ['beds', /\bbed(?:s|room)?\b/iu],
    ['asleep', /\basleep\b|\bsleeping\b/iu],
    ['cosy', /\b(?:cosy|candles?|bed(?:s|room)?|lamp|blanket)\b/iu],
  ],
  lake: [
    ['river', /\b(?:rivers?|brook|streams?|canal)\b/iu],
    ['city', /\bcity\b/iu],
    ['bridge', /\bbridges?\b/iu],
    ['wheat', /\b(?:wheat|fields?)\b/iu],
    ['rocky', /\bstones?\b|\bmountain\b/iu],
    ['forest', /\bforest\b/iu],
    ['flowers', /\bflowers\b/iu],
    ['reeds', /\breeds\b|\bsandbanks\b/iu],
  ],
  mountains: [
    ['stream', /\b(?:streams?|brook|thread of water|river)\b/iu],
    ['valley', /\bvalley\b/iu],
  ],
  forest: [
    ['river', /\b(?:rivers?|brook|stream)\b/iu],
    ['door', /\bdoor\b/iu],
    ['sunbeams', /\bsunbeams?\b/iu],
  ],
  city: [
    ['bridge', /\bbridges?\b/iu],
    ['old', /\b(?:stone houses|cobbles?|narrow|town|old)\b/iu],
  ],
  field: [['blossom', /\bblossom\w*\b/iu]],
}

/** What kind of a place the words make it. */
export function featuresOf(place: PlaceKind, text: string): readonly string[] {
  return [...(rows[place] ?? []), ...anywhere].filter(([, pattern]) => pattern.test(text)).map(([feature]) => feature)
}
