import type { Exporter } from './exporter.ts'
import type { Rate } from './frames.ts'
import { type HandOff, handOff } from './hand-off.ts'
import { urlOf } from './otio.ts'
import { xmlText } from './xml.ts'

type Clip = HandOff['clips'][number]

/** FCPXML 1.9 (Final Cut Pro, DaVinci Resolve, Premiere by converters): stills in a spine, captions as iTT, beats in notes. */
function fcpxmlText({ title, rate, clips, size, frames }: HandOff): string {
  const time = (count: number): string => timeOf(count, rate)
  const files = [...new Set(clips.map((clip) => clip.media))]
  const idOf = (media: string): string => `r${files.indexOf(media) + 3}`
  const assets = files.map((media) => {
    const name = xmlText(media.slice(media.lastIndexOf('/') + 1))
    const source = `<media-rep kind="original-media" src="./${xmlText(urlOf(media))}"/>`
    return `    <asset id="${idOf(media)}" name="${name}" start="0s" duration="0s" hasVideo="1" format="r2">${source}</asset>`
  })
  const spine: string[] = []
  let at = 0
  for (const [index, clip] of clips.entries()) {
    if (clip.from > at) spine.push(`          <gap name="Gap" offset="${time(at)}" start="0s" duration="${time(clip.from - at)}"/>`)
    spine.push(videoOf(clip, { ref: idOf(clip.media), index, time }))
    at = clip.to
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="${time(1)}" width="${size.width}" height="${size.height}"/>
    <format id="r2" name="FFVideoFormatRateUndefined" width="${size.width}" height="${size.height}"/>
${assets.join('\n')}
  </resources>
  <library>
    <event name="${xmlText(title)}">
      <project name="${xmlText(title)}">
        <sequence format="r1" duration="${time(frames)}" tcStart="0s" tcFormat="NDF">
          <spine>
${spine.join('\n')}
          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`
}

function videoOf(
  { panel, from, to, captions }: Clip,
  { ref, index, time }: { ref: string; index: number; time: (frames: number) => string },
): string {
  const { beat, shot, style } = panel
  const note = `Shot ${shot.id}, beat ${beat.id}, ${style}: ${beat.prompt}`
  const texts = captions.map((cue, number) => {
    const id = `ts${index + 1}-${number + 1}`
    const text = `<text placement="bottom"><text-style ref="${id}">${xmlText(cue.text)}</text-style></text>`
    const look = `<text-style-def id="${id}"><text-style font=".SF NS Text" fontSize="13" fontColor="1 1 1 1"/></text-style-def>`
    const when = `offset="${time(cue.from - from)}" start="0s" duration="${time(cue.to - cue.from)}"`
    return `<caption name="${xmlText(cue.text.slice(0, 60))}" lane="1" ${when} role="iTT?captionFormat=ITT.en">${text}${look}</caption>`
  })
  const when = `offset="${time(from)}" start="0s" duration="${time(to - from)}"`
  return `          <video ref="${ref}" name="${xmlText(beat.title ?? beat.id)}" ${when}><note>${xmlText(note)}</note>${texts.join('')}</video>`
}

/** Frames as a fraction of seconds, e.g. `1001/30000s`. */
function timeOf(frames: number, { numerator, denominator }: Rate): string {
  return frames === 0 ? '0s' : `${frames * denominator}/${numerator}s`
}

export const fcpxml: Exporter = handOff({
  id: 'fcpxml',
  about: 'an FCPXML timeline with its pictures, for Final Cut Pro and DaVinci Resolve',
  file: 'timeline.fcpxml',
  write: fcpxmlText,
})
