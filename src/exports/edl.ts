import { plainText } from './cues.ts'
import type { Exporter } from './exporter.ts'
import type { Rate } from './frames.ts'
import { type HandOff, handOff } from './hand-off.ts'

/** CMX 3600: an event a beat, black where nothing is shown; media, shot, beat and captions in the comments that editors read. Time code counts every frame (non-drop). */
function edlText({ title, rate, clips }: HandOff): string {
  const code = (frames: number): string => timeCode(frames, rate)
  const lines = [`TITLE: ${plainText(title).slice(0, 70)}`, 'FCM: NON-DROP FRAME', '']
  let at = 0
  let event = 0
  const add = (reel: string, length: number, comments: readonly string[]): void => {
    event += 1
    lines.push(
      `${String(event).padStart(3, '0')}  ${reel.padEnd(8)} V     C        ${code(0)} ${code(length)} ${code(at)} ${code(at + length)}`,
    )
    lines.push(...comments.map((comment) => `* ${plainText(comment)}`))
    at += length
  }
  for (const { panel, from, to, media, captions } of clips) {
    if (from > at) add('BL', from - at, [])
    add('AX', to - from, [
      `FROM CLIP NAME: ${media.slice(media.lastIndexOf('/') + 1)}`,
      `SOURCE FILE: ${media}`,
      `SHOT: ${panel.shot.id}`,
      `BEAT: ${panel.beat.id}`,
      `STYLE: ${panel.style}`,
      ...captions.map((cue) => `CAPTION: ${cue.text}`),
    ])
  }
  return `${lines.join('\n')}\n`
}

function timeCode(frames: number, { numerator, denominator }: Rate): string {
  const perSecond = Math.round(numerator / denominator)
  const seconds = Math.floor(frames / perSecond)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frames % perSecond]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

export const edl: Exporter = handOff({
  id: 'edl',
  about: 'a CMX 3600 edit decision list with its pictures, for any editor',
  file: 'timeline.edl',
  write: edlText,
})
