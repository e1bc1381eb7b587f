import { z } from 'zod'
import { BeatboardError } from '../../errors.ts'

/** What a viewer of the sequence said about a beat. */
export interface Note {
  readonly beat: string
  /** The style they saw. */
  readonly style: string
  readonly mark: 'good' | 'again' | ''
  readonly text: string
}

const notesSchema = z.object({
  format: z.literal('beatboard-notes'),
  version: z.literal(1),
  notes: z
    .array(
      z.object({
        beat: z.string().min(1).max(200),
        style: z.string().max(200),
        mark: z.enum(['good', 'again', '']).default(''),
        text: z.string().max(20_000).default(''),
      }),
    )
    .max(100_000),
})

/** The notes in the file that the viewer saves. Throws `wrong-usage` for any other file, and for notes of beats the board does not have. */
export function readNotes(text: string, beats: ReadonlySet<string>): readonly Note[] {
  const { notes } = parsed(text)
  const strange = notes.find((note) => !beats.has(note.beat))
  if (strange !== undefined)
    throw new BeatboardError(
      'wrong-usage',
      `The notes speak of beat "${strange.beat}", which the board does not have: they are of another board.`,
    )
  return notes
}

function parsed(text: string): z.infer<typeof notesSchema> {
  try {
    return notesSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new BeatboardError('wrong-usage', 'These are no notes of a viewer.', {
      hint: 'Expected the beatboard-notes.json that the page saves: beatboard export html FOLDER',
      cause: error,
    })
  }
}
