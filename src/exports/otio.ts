import { type Rate } from './frames.ts'
import { type HandOff, handOff } from './hand-off.ts'
import type { Exporter } from './exporter.ts'

/** OpenTimelineIO (schema names as in its file format specification): one video track, a clip a beat, captions as markers. */
function otioText({ title, rate, clips, frames }: HandOff): string {
  const time = (value: number): object => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate: perSecond(rate) })
  const range = (start: number, length: number): object => ({ OTIO_SCHEMA: 'TimeRange.1', start_time: time(start), duration: time(length) })
  const children: object[] = []
  let at = 0
  for (const { panel, from, to, media, captions } of clips) {
    if (from > at)
      children.push({ OTIO_SCHEMA: 'Gap.1', name: '', source_range: range(0, from - at), effects: [], markers: [], metadata: {} })
    const reference = { OTIO_SCHEMA: 'ExternalReference.1', target_url: urlOf(media), available_range: range(0, to - from), metadata: {} }
    children.push({
      OTIO_SCHEMA: 'Clip.2',
      name: panel.beat.title ?? panel.beat.id,
      source_range: range(0, to - from),
      media_references: { DEFAULT_MEDIA: reference },
      active_media_reference_key: 'DEFAULT_MEDIA',
      effects: [],
      markers: captions.map((cue) => ({
        OTIO_SCHEMA: 'Marker.2',
        name: cue.text,
        color: 'YELLOW',
        comment: cue.text,
        marked_range: range(cue.from - from, Math.min(cue.to, to) - cue.from),
        metadata: { beatboard: { kind: 'caption' } },
      })),
      metadata: { beatboard: beatOf(panel) },
    })
    at = to
  }
  const track = {
    OTIO_SCHEMA: 'Track.1',
    kind: 'Video',
    name: 'Pictures',
    source_range: null,
    children,
    effects: [],
    markers: [],
    metadata: {},
  }
  const stack = { OTIO_SCHEMA: 'Stack.1', name: 'tracks', source_range: null, children: [track], effects: [], markers: [], metadata: {} }
  const metadata = { beatboard: { version: 1, frames } }
  const timeline = { OTIO_SCHEMA: 'Timeline.1', name: title, global_start_time: null, tracks: stack, metadata }
  return `${JSON.stringify(timeline, undefined, 2)}\n`
}

function beatOf({ beat, shot, style, take }: HandOff['clips'][number]['panel']): object {
  const { id, prompt, caption, transition, passage } = beat
  return { beat: id, shot: shot.id, style, take, prompt, caption, transition, passage }
}

function perSecond({ numerator, denominator }: Rate): number {
  return numerator / denominator
}

/** A relative path as a URL. */
export function urlOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

export const otio: Exporter = handOff({
  id: 'otio',
  about: 'an OpenTimelineIO timeline with its pictures, for editors',
  file: 'timeline.otio',
  write: otioText,
})
