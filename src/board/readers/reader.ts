import type { Board } from '../board.ts'

/** What a reader made of a list: the board, and an account of every field and line. */
export interface Understood {
  /** E.g. `Shots and beats (JSON)`. */
  readonly format: string
  readonly board: Board
  /** What became what, with counts. */
  readonly mapped: readonly string[]
  /** Fields or lines left unused, with where. */
  readonly ignored: readonly string[]
  /** Read, but worth a look. */
  readonly warnings: readonly string[]
}

/** One format of lists. Neither method changes anything; `read` throws BeatboardError `unreadable-list` only. */
export interface Reader {
  readonly id: string
  readonly title: string
  /** What a list has to hold to be one of these, for the message when nobody knows a list. */
  readonly needs: string
  /** 0 to 1, cheap, by content; the name is only a hint. */
  knows(source: Source): number
  read(source: Source): Promise<Understood> | Understood
}

/** A list as it came, opened once for all readers. */
export interface Source {
  /** Without byte order mark, line ends as `\n`. */
  readonly text: string
  /** File name without folder. */
  readonly name: string
  readonly syntax: 'JSON' | 'JavaScript' | 'YAML' | 'text'
  /** The data that a JSON, JavaScript or YAML text holds; `undefined` for other text. */
  readonly data: unknown
  /** Statements of a script that hold no data. */
  readonly left: readonly string[]
}

/** Keys and indexes from the top of the data down to a value. */
export type Path = readonly (string | number)[]
/** Where in a list something stands: a line, 1-based, or a path into its data. */
export type Place = number | Path

/** `line 7`, or `shots[0].beats[2]`. */
export function placeText(place: Place): string {
  if (typeof place === 'number') return `line ${place}`
  return place.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`)).join('') || 'the top'
}
