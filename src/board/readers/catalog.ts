import { BeatboardError } from '../../errors.ts'
import { boardJson } from './board-json.ts'
import { captions } from './captions.ts'
import { constructionSteps } from './construction-steps.ts'
import { csv } from './csv.ts'
import { fountain } from './fountain.ts'
import { illustratedStory } from './illustrated-story.ts'
import { imageSet } from './image-set.ts'
import { beatsMarkdown, markedText } from './marked-text.ts'
import { markdownTable } from './markdown-table.ts'
import { plainText } from './plain-text.ts'
import { barLists, promptLines } from './prompt-lines.ts'
import type { Reader, Source, Understood } from './reader.ts'
import { refuse, unreadable } from './refuse.ts'
import { scenePlan } from './scene-plan.ts'
import { shotsAndBeats } from './shots-and-beats.ts'
import { openSource } from './source.ts'
import { storyboarder } from './storyboarder.ts'
import { timedSections } from './timed-sections.ts'
import { isRecord } from './words.ts'

/** The only list of readers. Of two that are equally sure the first reads. */
const readers: readonly Reader[] = [
  boardJson,
  timedSections,
  illustratedStory,
  constructionSteps,
  scenePlan,
  storyboarder,
  imageSet,
  shotsAndBeats,
  captions,
  markedText,
  markdownTable,
  csv,
  promptLines,
  beatsMarkdown,
  fountain,
  barLists,
  plainText,
]

const long = 4_000

/** Reads any list that Beatboard understands; what it is, its content decides. Throws BeatboardError `unreadable-list` with line, expected, found, and nothing else. */
export async function readList(text: string, name: string): Promise<Understood> {
  try {
    const source = await openSource(text, name)
    const [best] = readers.map((reader) => ({ reader, score: reader.knows(source) })).sort((a, b) => b.score - a.score)
    if (!best || best.score === 0) throw await nobodyKnows(source)
    return withLengths(await best.reader.read(source))
  } catch (error) {
    if (error instanceof BeatboardError) throw error
    const found = error instanceof RangeError ? 'nesting or size beyond what can be read' : String(error)
    throw unreadable({ expected: 'a list of prompts', found }, error)
  }
}

function nobodyKnows(source: Source): Promise<BeatboardError> {
  const kinds = readers.filter((reader) => reader !== plainText).map((reader) => `${reader.title}: ${reader.needs}`)
  return refuse(source, 1, {
    expected: 'a list that Beatboard knows',
    found: foundIn(source.data),
    hint: `Known lists, and what each holds: ${kinds.join('; ')}`,
  })
}

function foundIn(data: unknown): string {
  if (Array.isArray(data)) {
    const first: unknown = data[0]
    if (data.length === 0) return 'an empty list'
    return isRecord(first) ? `a list whose items have ${fieldsOf(first)}` : `a list of ${data.length} that are no items with fields`
  }
  return isRecord(data) ? `an object with ${fieldsOf(data)}` : 'a single value'
}

function fieldsOf(record: Readonly<Record<string, unknown>>): string {
  return Object.keys(record).slice(0, 20).join(', ') || 'no fields'
}

/** No prompt is ever cut; one that providers may cut or refuse is told. */
function withLengths(understood: Understood): Understood {
  const beats = understood.board.shots.flatMap((shot) => shot.beats).filter((beat) => beat.prompt.length > long)
  if (beats.length === 0) return understood
  const some = beats.slice(0, 5).map((beat) => beat.id)
  const count = beats.length === 1 ? '1 prompt is' : `${beats.length} prompts are`
  const warning = `${count} longer than ${long} characters, which most providers cut or refuse: ${some.join(', ')}`
  return { ...understood, warnings: [...understood.warnings, warning] }
}
