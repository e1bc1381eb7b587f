import { arrange, placeOf } from './arrange.ts'
import type { Foreign } from './foreign.ts'
import type { PromptWords } from './prompt-words.ts'
import { readMention } from './read-mention.ts'
import { readScene } from './read-scene.ts'
import { type Scene, type Subject, thingOf } from './scene.ts'

const mostSubjects = 24

/**
 * The scene after this one. A step adds exactly one thing to what is there. A beat keeps what its words leave open: place, light,
 * palette and who is there; where they name another place the camera has moved there, in the same weather and hour, with the same
 * people; where they tell a shot of its own, it shows whom it names, and the others are out of the frame.
 */
export function continueScene(before: Scene, words: PromptWords, seed: number = before.seed): Scene {
  if (words.step) return stepOn(before, words)
  const mention = readMention(words)
  if (mention.place !== undefined && moves(before, mention.place)) return elsewhere(before, mention, { words, seed })
  const known = [...before.subjects, ...(before.away ?? [])]
  const told = readScene(words, seed).subjects.map((subject) => remembered(subject, known))
  const weather = mention.weather ?? before.weather
  const here = { ...before, weather, hour: hourIn(before, mention), framing: mention.framing ?? before.framing }
  if (mention.framing !== undefined && mention.subjects.length > 0 && words.shows.length > 50) {
    const features =
      mention.place === undefined
        ? before.features
        : [...new Set([...mention.place.features, ...(told.some((one) => one.at === 'boat' || one.at === 'bow') ? ['aboard'] : [])])].slice(
            0,
            8,
          )
    return withAway(arrange({ ...here, features, subjects: told }), known)
  }
  const fresh = mention.subjects.filter((subject) => !before.subjects.some((other) => same(other, subject)))
  const moved = { ...here, subjects: before.subjects.map((subject) => posed(subject, mention.subjects)) }
  const next = fresh
    .map((subject) => remembered(subject, known))
    .slice(0, 2)
    .reduce(withSubject, moved)
  return sameScene(next, before) ? nudged(next) : next
}

function stepOn(before: Scene, words: PromptWords): Scene {
  const told = readMention(words).subjects
  const part = told.find((subject) => subject.kind === 'board' || subject.kind === 'perch')
  const lying = part === undefined ? undefined : before.subjects.find((other) => other.at === 'row' && samePart(other, part))
  if (part !== undefined && lying !== undefined) {
    const rest = before.subjects.filter((other) => other !== lying)
    return { ...before, subjects: [...rest, placeOf({ ...part, at: undefined }, rest, before)] }
  }
  const tools = told.filter(
    (subject) => subject.kind !== 'board' && !(subject.kind === 'plank' && before.subjects.some((other) => other.kind === 'board')),
  )
  const fresh = tools.filter((subject) => !before.subjects.some((other) => same(other, subject)))
  const next = stepParts(tools, fresh, { before, words }).slice(0, 1).reduce(withSubject, before)
  return sameScene(next, before) ? nudged(next) : next
}

/** The board a step speaks of is the one of its kind that still lies in the row. */
function samePart(lying: Subject, part: Subject): boolean {
  if (lying.kind !== part.kind) return false
  const kind = /base|back|front|side|roof/
  return kind.exec(lying.word)?.[0] === kind.exec(part.word)?.[0]
}

/** Another place, or another side of the same one. */
function moves(before: Scene, place: NonNullable<ReturnType<typeof readMention>['place']>): boolean {
  if (before.place !== place.kind) return true
  const sides = [
    'open',
    'wave',
    'aboard',
    'harbour',
    'rock',
    'pier',
    'beach',
    'kitchen',
    'bedroom',
    'library',
    'workshop',
    'attic',
    'rail',
    'gallery',
    'river',
  ]
  const [here, there] = [before.features, place.features].map((features) => sides.filter((side) => features.includes(side)).join(' '))
  return there !== '' && here !== there
}

const inside: ReadonlySet<Scene['place']> = new Set(['room', 'bench'])

function elsewhere(before: Scene, mention: ReturnType<typeof readMention>, { words, seed }: { words: PromptWords; seed: number }): Scene {
  const scene = readScene(words, seed)
  const known = [...before.subjects, ...(before.away ?? [])]
  const outHour = before.hour === 'lamp' ? 'night' : before.hour === 'inside' ? 'day' : before.hour
  const inHour = outHour === 'night' || outHour === 'dusk' ? 'lamp' : 'inside'
  const hour = mention.hour !== undefined ? scene.hour : inside.has(scene.place) ? inHour : outHour
  const subjects = scene.subjects.map((subject) => remembered(subject, known))
  const own = { ...scene, hour, weather: mention.weather ?? before.weather, subjects }
  return withAway(arrange(before.borrowed === undefined ? own : { ...own, borrowed: before.borrowed }), known)
}

function hourIn(before: Scene, mention: ReturnType<typeof readMention>): Scene['hour'] {
  if (mention.hour === undefined) return before.hour
  if (!inside.has(before.place)) return mention.hour === 'lamp' ? before.hour : mention.hour
  return mention.hour === 'night' || mention.hour === 'lamp' || mention.hour === 'dusk' ? 'lamp' : 'inside'
}

/** One who was seen before looks as before in all that these words leave open. */
function remembered(subject: Subject, known: readonly Subject[]): Subject {
  const before = known.find((other) => other.kind === subject.kind && other.word === subject.word)
  if (before === undefined) return subject
  const lasting = (before.wears ?? []).filter(
    (one) =>
      /^(raincoat|coat|scarf|hat|cap|dress|jacket|apron|hair|old|beard|moustache|bald|plaits|shaggy|unlit)/.test(one) &&
      one !== 'coat over arm',
  )
  const said = subject.wears ?? []
  const wears = [
    ...new Set([
      ...said,
      ...lasting.filter(
        (one) => !(one === 'unlit' && said.includes('beam')) && !said.some((other) => other.split(' ')[0] === one.split(' ')[0]),
      ),
    ]),
  ].slice(0, 12)
  return {
    ...subject,
    child: subject.child || before.child,
    woman: subject.kind === 'person' ? before.woman : subject.woman,
    colour: subject.colour === '' ? before.colour : subject.colour,
    ...(wears.length === 0 ? {} : { wears }),
  }
}

/** Those who left the frame are kept in mind. */
function withAway(scene: Scene, known: readonly Subject[]): Scene {
  const away = known.filter(
    (one, at) =>
      (one.kind === 'person' || one.colour !== '' || one.wears !== undefined) &&
      known.findIndex((other) => same(other, one) && other.word === one.word) === at &&
      !scene.subjects.some((other) => other.kind === one.kind && other.word === one.word),
  )
  return away.length === 0 ? scene : { ...scene, away: away.slice(0, mostSubjects) }
}

function same(one: Subject, other: Subject): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind !== 'person') return true
  return one.word === other.word || /^(he|she|they|\p{Ll}+)$/u.test(other.word)
}

/** A step adds exactly one thing: one not there yet, or one more of its kind, or a part with no name. */
function stepParts(
  told: readonly Subject[],
  fresh: readonly Subject[],
  { before, words }: { before: Scene; words: PromptWords },
): readonly Subject[] {
  const again = told.find((subject) => subject.kind !== 'person' && subject.kind !== 'hands')
  const part: Subject = fresh[0] ?? again ?? thingOf(words.shows)
  const count = before.subjects.filter((subject) => subject.kind === part.kind).length
  return [count === 0 ? part : { ...part, word: `${part.word} ${count + 1}`.slice(0, 60) }]
}

function withSubject(scene: Scene, subject: Subject): Scene {
  if (scene.subjects.length >= mostSubjects) return scene
  return { ...scene, subjects: [...scene.subjects, placeOf(subject, scene.subjects, scene)] }
}

function posed(subject: Subject, told: readonly Subject[]): Subject {
  const now = told.find((other) => same(subject, other))
  return now === undefined || now.pose === 'stand' ? subject : { ...subject, pose: now.pose }
}

function sameScene(one: Scene, other: Scene): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Time has passed although no word says what changed: the first who can move goes a little further. */
function nudged(scene: Scene): Scene {
  const mover = scene.subjects.findIndex((subject) => subject.kind === 'person')
  const index = mover < 0 ? 0 : mover
  const subjects = scene.subjects.map((subject, at) => {
    const on = subject.x + (subject.flip ? -0.07 : 0.07)
    return at === index ? { ...subject, x: on > 0.93 || on < 0.07 ? subject.x + (subject.flip ? 0.07 : -0.07) : on } : subject
  })
  return { ...scene, subjects }
}

function rounded(value: readonly [number, number, number]): [number, number, number] {
  return [Math.round(value[0]), Math.round(value[1]), Math.round(value[2])]
}

/** The first scene after a picture that is not ours: the words' own scene under the colours, horizon and light of that picture. */
export function followForeign(foreign: Foreign, words: PromptWords, seed: number): Scene {
  const scene = readScene(words, seed)
  const [sky, ground, dark] = foreign.colours
  return arrange({ ...scene, horizon: foreign.horizon, light: foreign.light, borrowed: [rounded(sky), rounded(ground), rounded(dark)] })
}
