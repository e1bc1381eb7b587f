/** What a page may import: types, and the one fold of a run's events. Reaches no node module. */
export type { Beat, Board, Shot, Style } from './board/board.ts'
export type { PictureId, Size } from './board/picture.ts'
export { partsOf, pictureId } from './board/picture.ts'
export type { Fault, Trouble } from './errors.ts'
export type { Ending, RunEvent, Written } from './run/events.ts'
export { type PictureState, type RunState, type StyleState, advance, nothingYet, pictureOf } from './run/run-state.ts'
