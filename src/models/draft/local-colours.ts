import { hex, mix, type Rgb } from './colour.ts'

type LocalName =
  | 'grass'
  | 'meadow'
  | 'leaf'
  | 'pine'
  | 'wood'
  | 'plank'
  | 'timber'
  | 'stone'
  | 'rock'
  | 'sand'
  | 'dune'
  | 'snow'
  | 'earth'
  | 'wall'
  | 'plaster'
  | 'roof'
  | 'slate'
  | 'metal'
  | 'white'
  | 'red'
  | 'navy'
  | 'teal'
  | 'yellow'
  | 'black'
  | 'dark'
  | 'cream'
  | 'rose'
  | 'asphalt'

/** What things are coloured like in white light: a gouache box of few, related tubes. */
export const local: Readonly<Record<LocalName, Rgb>> = {
  grass: hex('8c9c5e'),
  meadow: hex('a9ab68'),
  leaf: hex('66804e'),
  pine: hex('46624f'),
  wood: hex('b5804f'),
  plank: hex('d3a468'),
  timber: hex('7b5439'),
  stone: hex('a39c8e'),
  rock: hex('6f6a6c'),
  sand: hex('dfc596'),
  dune: hex('d8a76c'),
  snow: hex('f1f2ee'),
  earth: hex('957254'),
  wall: hex('f2e6cf'),
  plaster: hex('d9c4a0'),
  roof: hex('b9573c'),
  slate: hex('5d6a74'),
  metal: hex('7c868a'),
  white: hex('f8f1e2'),
  red: hex('cc4b30'),
  navy: hex('2f4b66'),
  teal: hex('3c7d82'),
  yellow: hex('e5ae45'),
  black: hex('2b2b33'),
  dark: hex('3d3a40'),
  cream: hex('f0dfbd'),
  rose: hex('d98a7c'),
  asphalt: hex('6b6d72'),
}

export const skins: readonly [Rgb, ...Rgb[]] = [hex('f0c8a4'), hex('e0ab82'), hex('c4895f'), hex('b07a55'), hex('96643f')]
export const hairs: readonly [Rgb, ...Rgb[]] = [hex('3a2a24'), hex('5e4030'), hex('8f5b34'), hex('2a2730'), hex('c79a58'), hex('8b8784')]
export const clothes: readonly [Rgb, ...Rgb[]] = [
  hex('cc4b30'),
  hex('2f4b66'),
  hex('e0a63c'),
  hex('5b7a5e'),
  hex('8a5a6b'),
  hex('3c7d82'),
  hex('a8744a'),
  hex('6c6f86'),
]

const words: Readonly<Record<string, Rgb>> = {
  red: local.red,
  orange: hex('dc7c3a'),
  yellow: local.yellow,
  green: hex('5b7f57'),
  blue: hex('3b6a93'),
  navy: local.navy,
  purple: hex('77587f'),
  pink: hex('dc9a9a'),
  white: local.white,
  black: local.black,
  grey: hex('8b8f92'),
  gray: hex('8b8f92'),
  brown: local.timber,
  gold: hex('d9a441'),
  silver: hex('b4bcc0'),
  brass: hex('c99a3c'),
}

const colourWords: readonly string[] = Object.keys(words)

/** One colour as prompts say it: `dark blue`, `pale`-`light`-`bright` before a colour word. */
export const colourPattern: string = `(?:(?:dark|deep|pale|light|bright)[ -])?(?:${colourWords.join('|')})`

/** The colour a prompt named for a thing, or else the thing's own. */
export function coloured(word: string, own: Rgb): Rgb {
  const [tone, name] = word.includes(' ') ? (word.split(' ') as [string, string]) : ['', word]
  const plain = words[name]
  if (plain === undefined) return own
  if (tone === 'dark' || tone === 'deep') return mix(plain, local.black, 0.42)
  return tone === 'pale' || tone === 'light' ? mix(plain, local.white, 0.45) : plain
}
