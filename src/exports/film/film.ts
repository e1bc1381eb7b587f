import type { Size } from '../../board/picture.ts'
import type { Rate } from '../frames.ts'

/** How a clip comes in: at once, out of the one before, through black, or from the left. */
export const intos = ['cut', 'fade', 'dip', 'wipe'] as const
export type Into = (typeof intos)[number]

export const movements = ['still', 'push', 'pan'] as const
export type Movement = (typeof movements)[number]

export interface FilmClip {
  /** A picture of the size of `Film.source`. */
  readonly file: string
  /** First frame, and the one after the last. */
  readonly from: number
  readonly to: number
  readonly into: Into
  /** Frames that coming in lasts; with `dip` also those in which the clip before goes dark. */
  readonly over: number
}

/** Everything a film is encoded from: plain data, handed to the process that encodes. Sizes are even. */
export interface Film extends Size {
  readonly rate: Rate
  readonly frames: number
  readonly clips: readonly FilmClip[]
  readonly movement: Movement
  /** Captions to burn in, in order, never overlapping: pictures of the film's size. Empty: none. */
  readonly captions: readonly { readonly file: string; readonly from: number; readonly to: number }[]
  /** Size of the picture files: the film's, or larger where pictures move. */
  readonly source: Size
  readonly container: 'mp4' | 'webm'
  /** Bits a second. */
  readonly bitrate: number
  readonly encoder: 'auto' | 'built-in' | 'ffmpeg'
  /** Absolute path of a sound file, cut where the film ends. */
  readonly sound: string | undefined
  /** Absolute path of the file to write. */
  readonly out: string
}
