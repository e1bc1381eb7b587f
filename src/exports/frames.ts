import { BeatboardError } from '../errors.ts'
import type { Panel, Sequence } from './sequence.ts'

/** Frames a second as a fraction: 29.97 is 30000/1001. */
export interface Rate {
  readonly numerator: number
  readonly denominator: number
}

/** The rates that editors know, as people write them. */
export const rates = ['23.976', '24', '25', '29.97', '30', '50', '59.94', '60'] as const
export type RateName = (typeof rates)[number]

export function rateOf(name: RateName): Rate {
  const whole = Math.round(Number(name))
  return name.includes('.') ? { numerator: whole * 1000, denominator: 1001 } : { numerator: whole, denominator: 1 }
}

/** The frame that is on the screen from this time on: the nearest one, so that no cut is more than half a frame off and none drifts. */
export function frameAt(seconds: number, { numerator, denominator }: Rate): number {
  return Math.round((seconds * numerator) / denominator)
}

/** A panel from its first frame to the one after its last. */
export interface Clip {
  readonly panel: Panel
  readonly from: number
  readonly to: number
}

/** Longest film, in hours. */
const longest = 24

/** Clips of a sequence at a rate: each until the next one's first frame; panels that last no frame are left out. Throws `wrong-usage` beyond 24 hours. */
export function clipsOf({ panels, seconds }: Sequence, rate: Rate): readonly Clip[] {
  if (seconds > longest * 3600)
    throw new BeatboardError('wrong-usage', `The sequence ends at ${Math.round(seconds / 3600)} hours; ${longest} is the most.`, {
      hint: 'Check the times of the list, or give every beat the same: --seconds N',
    })
  return panels
    .map((panel) => ({ panel, from: frameAt(panel.start, rate), to: frameAt(panel.end, rate) }))
    .filter((clip) => clip.to > clip.from)
}
