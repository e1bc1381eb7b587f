import { z } from 'zod'

const hours = ['dawn', 'day', 'gold', 'dusk', 'night', 'grey', 'lamp', 'inside'] as const
const weathers = ['clear', 'cloudy', 'rain', 'storm', 'fog', 'snow', 'wind'] as const
const framings = ['wide', 'medium', 'close'] as const
const placeKinds = [
  'sea',
  'lake',
  'forest',
  'mountains',
  'field',
  'village',
  'city',
  'room',
  'desert',
  'cave',
  'space',
  'road',
  'underwater',
  'bench',
  'tower',
  'lamproom',
  'facade',
] as const
const poses = ['stand', 'walk', 'run', 'sit', 'reach', 'kneel', 'look', 'hold', 'back', 'raise', 'row', 'push', 'leap'] as const
const spots = [
  'hand',
  'table',
  'floor',
  'window',
  'door',
  'boat',
  'bow',
  'stairs',
  'rock',
  'gallery',
  'behind',
  'far',
  'front',
  'bed',
  'row',
] as const
const subjectKinds = [
  'person',
  'dog',
  'cat',
  'fox',
  'horse',
  'bird',
  'birds',
  'fish',
  'whale',
  'boat',
  'ship',
  'car',
  'train',
  'bicycle',
  'lamp',
  'lantern',
  'table',
  'chair',
  'book',
  'tree',
  'flower',
  'moon',
  'kite',
  'balloon',
  'fire',
  'lighthouse',
  'house',
  'tent',
  'plank',
  'box',
  'hammer',
  'saw',
  'brush',
  'pot',
  'cup',
  'key',
  'letter',
  'bottle',
  'rocket',
  'hands',
  'stone',
  'lens',
  'bear',
  'apple',
  'board',
  'perch',
  'drill',
  'sandpaper',
  'mill',
  'helm',
  'thing',
] as const

/** Someone or something in the picture. */
export interface Subject {
  readonly kind: SubjectKind
  /** The word or name it is drawn for: the same word gets the same clothes and colours on a whole board. */
  readonly word: string
  readonly child: boolean
  readonly woman: boolean
  readonly hat: boolean
  /** A colour word of the prompt, e.g. `red`. */
  readonly colour: string
  readonly pose: (typeof poses)[number]
  /** Share of the frame's width. */
  readonly x: number
  /** Depth: 0 the nearest ground, 1 the horizon. */
  readonly z: number
  readonly flip: boolean
  /** What the words say of it, e.g. `raincoat yellow`, `hair white`, `old`, `beard`, `unlit`; what they leave open is drawn from `word`. */
  readonly wears?: readonly string[] | undefined
  /** Where the words put it; by its own nature where they do not. */
  readonly at?: SpotName | undefined
}

/** What stands for words that name nothing we can draw: a quiet thing of that prompt's own. */
export function thingOf(words: string): Subject {
  return {
    kind: 'thing',
    word: words.slice(0, 40),
    child: false,
    woman: false,
    hat: false,
    colour: '',
    pose: 'stand',
    x: 0.5,
    z: 0.2,
    flip: false,
  }
}

type Triple = readonly [number, number, number]

/** All that is in a draft picture: enough to paint it again, or to paint what comes next. */
export interface Scene {
  readonly version: 1
  readonly seed: number
  readonly place: PlaceKind
  /** What kind of that place, e.g. `harbour`, `kitchen`. */
  readonly features: readonly string[]
  readonly hour: (typeof hours)[number]
  readonly weather: (typeof weathers)[number]
  readonly framing: (typeof framings)[number]
  /** Share of the frame's height above the horizon. */
  readonly horizon: number
  /** Where the light stands, share of the frame's width. */
  readonly light: number
  readonly subjects: readonly Subject[]
  /** Those who are known from pictures before and are out of this frame. */
  readonly away?: readonly Subject[] | undefined
  /** Sky, ground and dark of a picture by another painter that this one follows. */
  readonly borrowed?: readonly [Triple, Triple, Triple] | undefined
}

export type SpotName = (typeof spots)[number]
export type SubjectKind = (typeof subjectKinds)[number]
export type PlaceKind = (typeof placeKinds)[number]

const share = z.number().min(-1).max(3)
const rgb = z.tuple([z.number(), z.number(), z.number()])

const subjectSchema: z.ZodType<Subject> = z.object({
  kind: z.enum(subjectKinds),
  word: z.string().max(60),
  child: z.boolean(),
  woman: z.boolean(),
  hat: z.boolean(),
  colour: z.string().max(20),
  pose: z.enum(poses),
  x: share,
  z: share,
  flip: z.boolean(),
  wears: z.array(z.string().max(32)).max(12).optional(),
  at: z.enum(spots).optional(),
})

const sceneSchema: z.ZodType<Scene> = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  place: z.enum(placeKinds),
  features: z.array(z.string().max(20)).max(8),
  hour: z.enum(hours),
  weather: z.enum(weathers),
  framing: z.enum(framings),
  horizon: z.number().min(0.05).max(0.95),
  light: z.number().min(0).max(1),
  subjects: z.array(subjectSchema).max(24),
  away: z.array(subjectSchema).max(24).optional(),
  borrowed: z.tuple([rgb, rgb, rgb]).optional(),
})

/** The scene that a draft picture carries; `undefined` when the text is not one. */
export function parseScene(text: string): Scene | undefined {
  try {
    return sceneSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
