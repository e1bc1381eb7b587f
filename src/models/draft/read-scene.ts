import { type Chance, chance, hashOf } from './chance.ts'
import type { PromptWords } from './prompt-words.ts'
import { type Mention, readMention } from './read-mention.ts'
import { type Scene, type Subject, type SubjectKind, thingOf } from './scene.ts'

const small: ReadonlySet<SubjectKind> = new Set([
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
  'book',
  'thing',
  'hands',
  'flower',
  'lantern',
])

/** A whole scene for these words, with all they leave open filled in: the same words and seed give the same scene. */
export function readScene(words: PromptWords, seed: number): Scene {
  const mention = readMention(words)
  const luck = chance(hashOf(words.shows))
  const { kind, features } = mention.place ?? placeFor(mention.subjects, luck)
  const snow = mention.place === undefined && mention.weather === 'snow' ? ['snow'] : []
  const indoors = kind === 'room' || kind === 'bench' || (kind === 'cave' && features.includes('cosy'))
  const open =
    kind === 'sea' && features.length === 0 && !mention.subjects.some((subject) => subject.kind === 'person' || subject.kind === 'dog')
  const weather = mention.weather ?? 'clear'
  const shown = mention.subjects.length > 0 || kind === 'space' ? mention.subjects : stillLife(kind, words)
  const subjects = aboard(shown, kind, features).map((subject) => inPlace(subject, kind, features))
  const framing = mention.framing ?? framingFor(subjects, indoors)
  const placeSeed = hashOf(`${kind} ${features.join(' ')} ${seed}`)
  const light = chance(placeSeed).between(0.66, 0.8)
  return {
    version: 1,
    seed: placeSeed & 0x7fffffff,
    place: kind,
    features: [...new Set([...features, ...snow, ...(open ? ['open'] : []), ...(isAboard(subjects) ? ['aboard'] : [])])].slice(0, 8),
    hour: kind === 'space' ? 'night' : kind === 'cave' && indoors ? 'lamp' : hourFor(mention, indoors, luck.next()),
    weather,
    framing,
    horizon: horizonFor(kind, framing),
    light: placeSeed % 2 === 0 ? light : 1 - light,
    subjects,
  }
}

function isAboard(subjects: readonly Subject[]): boolean {
  return subjects.some((subject) => subject.at === 'boat' || subject.at === 'bow')
}

/** Nobody stands on the sea: who is out on the open water is in a boat. */
function aboard(subjects: readonly Subject[], place: Scene['place'], features: readonly string[]): readonly Subject[] {
  if (place !== 'sea' || !(features.includes('open') || features.includes('wave') || features.includes('aboard'))) return subjects
  const people = subjects.filter((subject) => subject.kind === 'person')
  if (people.length === 0) return subjects
  const boat = subjects.some((subject) => subject.kind === 'boat' || subject.kind === 'ship' || subject.kind === 'helm')
  const seated = subjects.map((subject) =>
    subject.kind === 'person' && subject.at !== 'bow' ? { ...subject, at: 'boat' as const } : subject,
  )
  return boat
    ? seated
    : [
        ...seated,
        {
          kind: 'boat',
          word: 'rowing boat',
          child: false,
          woman: false,
          hat: false,
          colour: '',
          pose: 'stand',
          x: 0.5,
          z: 0.2,
          flip: false,
        },
      ]
}

/** What a place makes of a thing: the lens burns, the bears sleep, the boards lie in a row, the gallery is wide. */
function inPlace(subject: Subject, place: Scene['place'], features: readonly string[]): Subject {
  const more: string[] = []
  if (subject.kind === 'lens' && features.includes('burning') && subject.wears?.includes('unlit') !== true) more.push('lit')
  if (subject.kind === 'lighthouse' && features.includes('gallery')) more.push('gallery')
  if (subject.kind === 'lighthouse' && (features.includes('rock') || features.includes('wave'))) more.push('dim')
  if (subject.kind === 'bear' && subject.pose === 'sit' && features.includes('asleep')) more.push('asleep')
  const row = place === 'bench' && (subject.kind === 'board' || subject.kind === 'perch') ? ({ at: 'row' } as const) : {}
  return more.length === 0 ? { ...subject, ...row } : { ...subject, ...row, wears: [...(subject.wears ?? []), ...more] }
}

function horizonFor(place: Scene['place'], framing: Scene['framing']): number {
  if (place === 'room') return 0.66
  if (place === 'bench') return 0.42
  if (place === 'forest') return 0.56
  return framing === 'wide' ? 0.56 : 0.52
}

function hourFor(mention: Mention, indoors: boolean, luck: number): Scene['hour'] {
  const { hour, weather } = mention
  if (indoors)
    return hour === 'night' || hour === 'lamp' || hour === 'dusk'
      ? 'lamp'
      : hour === 'gold'
        ? 'inside'
        : mention.subjects.some((one) => one.kind === 'lamp' || one.kind === 'fire' || one.kind === 'lantern')
          ? 'lamp'
          : 'inside'
  const plainHour = hour === 'lamp' ? 'night' : hour
  if (plainHour === undefined || plainHour === 'day') {
    if (weather === 'storm' || weather === 'rain' || (weather === 'fog' && plainHour === undefined)) return 'grey'
    return (plainHour ?? luck < 0.6) ? 'day' : 'gold'
  }
  return plainHour
}

function framingFor(subjects: readonly Subject[], indoors: boolean): Scene['framing'] {
  if (subjects.some((subject) => subject.kind === 'hands')) return 'close'
  return indoors && subjects.some((subject) => subject.kind === 'person') ? 'medium' : 'wide'
}

function placeFor(subjects: readonly Subject[], luck: Chance): { kind: Scene['place']; features: readonly string[] } {
  const has = (...kinds: SubjectKind[]): boolean => subjects.some((subject) => kinds.includes(subject.kind))
  if (has('rocket')) return { kind: 'space', features: [] }
  if (has('whale', 'ship', 'boat', 'lighthouse')) return { kind: 'sea', features: [] }
  if (has('fish')) return { kind: 'underwater', features: [] }
  if (has('board', 'drill', 'sandpaper')) return { kind: 'bench', features: [] }
  if (has('lens')) return { kind: 'lamproom', features: [] }
  if (has('train')) return { kind: 'road', features: ['rail'] }
  if (has('car')) return { kind: 'road', features: [] }
  if (has('house')) return { kind: 'village', features: [] }
  if (has('lamp', 'table', 'chair')) return { kind: 'room', features: [] }
  if (has('hands') && has('lantern', 'book', 'letter', 'cup')) return { kind: 'room', features: [] }
  if (subjects.length > 0 && subjects.every((subject) => small.has(subject.kind))) return { kind: 'bench', features: [] }
  return { kind: luck.pick(['field', 'lake', 'mountains', 'field']), features: [] }
}

/** What is painted when no word is known: a thing of that prompt's own, quiet enough for any story. */
function stillLife(kind: Scene['place'], words: PromptWords): Subject[] {
  const base = thingOf(words.shows)
  if (kind === 'bench' || kind === 'room') return [base]
  if (kind === 'underwater') return [{ ...base, kind: 'fish' }]
  if (words.shows.length > 60) return kind === 'sea' || kind === 'mountains' ? [{ ...base, kind: 'birds' }] : []
  return kind === 'sea' || kind === 'lake'
    ? [
        { ...base, kind: 'boat' },
        { ...base, kind: 'birds' },
      ]
    : [{ ...base, kind: 'birds' }]
}
