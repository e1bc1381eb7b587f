import type { Brush } from './brush.ts'
import { chance, hashOf } from './chance.ts'
import { mix, type Rgb } from './colour.ts'
import { clothes, coloured, hairs, local, skins } from './local-colours.ts'
import type { Subject } from './scene.ts'

/** What a person looks like: as the words say, and else drawn from the name, so that it stays the same on a whole board. */
export interface Person {
  readonly coat: Rgb
  readonly legs: Rgb
  readonly skin: Rgb
  readonly hair: Rgb
  readonly hat: Rgb | undefined
  /** A hood of the coat: up over the head, or down behind the neck. */
  readonly hood: 'up' | 'down' | undefined
  readonly long: boolean
  readonly woman: boolean
  readonly child: boolean
  readonly old: boolean
  readonly beard: boolean
  readonly moustache: boolean
  readonly plaits: boolean
  readonly bald: boolean
  readonly mouth: 'plain' | 'smile' | 'worried'
  readonly scarf: Rgb | undefined
  readonly apron: Rgb | undefined
  readonly boots: Rgb
}

/** Height of a child beside an adult of 1. */
export const childShare = 0.72

const outerwear =
  /^(raincoat|overcoat|coat|jacket|cloak|cape|robe|dress|gown|jumper|sweater|pullover|cardigan|shirt|blouse|uniform|overalls)\b/
const hairColours: Readonly<Record<string, Rgb>> = {
  black: hairs[3] ?? local.dark,
  brown: hairs[1] ?? local.timber,
  dark: hairs[0],
  red: [158, 74, 38],
  ginger: [178, 92, 46],
  fair: [205, 164, 100],
  blond: [205, 164, 100],
  blonde: [205, 164, 100],
  golden: [205, 164, 100],
  grey: [150, 150, 150],
  gray: [150, 150, 150],
  silver: [196, 200, 202],
  white: [228, 226, 218],
}

export function personOf(subject: Subject): Person {
  const luck = chance(hashOf(subject.word))
  const wears = subject.wears ?? []
  const said = (garment: string): string | undefined => wears.find((one) => one === garment || one.startsWith(`${garment} `))
  const colourOf = (garment: string, own: Rgb): Rgb | undefined => {
    const one = said(garment)
    return one === undefined ? undefined : coloured(one.slice(garment.length + 1), own)
  }
  const old = wears.includes('old') || /grand|old|keeper|captain|wizard|monk/.test(subject.word)
  const coat = coloured(subject.colour, luck.pick(clothes))
  const dressed = wears.some((one) => outerwear.test(one) || /^(scarf|hat|cap|apron|shawl)\b/.test(one))
  const scarfed = luck.next() < 0.5
  const legs = luck.pick([local.navy, local.timber, local.dark, local.slate])
  const skin = luck.pick(skins)
  const hashed = luck.pick(hairs)
  const hatted = subject.hat || luck.next() < 0.3
  const hatColour = luck.pick([local.navy, local.timber, local.yellow, local.teal])
  const scarfColour = luck.pick([local.yellow, local.red, local.cream, local.teal])
  const hood = said('raincoat') !== undefined || said('hood') !== undefined
  const hat = colourOf('hat', hatColour) ?? colourOf('cap', hatColour)
  const hair = wears.find((one) => one.startsWith('hair '))?.slice(5)
  return {
    coat,
    legs,
    skin,
    hair: hairColours[hair ?? ''] ?? (old ? mix(local.white, local.slate, 0.2) : hashed),
    hat: hood ? undefined : (hat ?? (subject.hat || (hatted && !dressed) ? hatColour : undefined)),
    hood: hood ? (wears.includes('hood up') ? 'up' : 'down') : undefined,
    long: said('raincoat') !== undefined || said('coat') !== undefined || subject.woman || luck.next() < 0.5,
    woman: subject.woman,
    child: subject.child,
    old,
    beard: wears.includes('beard') || (old && !subject.woman && !wears.includes('moustache')),
    moustache: wears.includes('moustache'),
    plaits: wears.includes('plaits'),
    bald: wears.includes('bald'),
    mouth: wears.includes('smile') ? 'smile' : wears.includes('worried') ? 'worried' : 'plain',
    scarf: colourOf('scarf', scarfColour) ?? (scarfed && !dressed ? scarfColour : undefined),
    apron: colourOf('apron', local.white),
    boots: colourOf('boots', local.timber) ?? local.dark,
  }
}

function warm(colour: Rgb, by: number): Rgb {
  return [colour[0] * (1 + by), colour[1] * (1 + by * 0.34), colour[2] * (1 - by * 0.1)]
}

/** People at night are lit a little warmer than all around them, so that faces and the colours the words name can be read. */
export function readable(b: Brush, person: Person): Person {
  const [red, , blue] = b.look.palette.key
  if (!b.look.dark || red >= blue || b.look.manner === 'ink') return person
  const { coat, scarf, apron } = person
  return {
    ...person,
    skin: warm(person.skin, 0.55),
    coat: warm(coat, 0.42),
    scarf: scarf && warm(scarf, 0.42),
    apron: apron && warm(apron, 0.2),
  }
}
