import type { Film } from './film.ts'
import { filmFrames } from './film-frames.ts'
import { openFilmSound } from './film-sound.ts'
import { withCaptions } from './overlay.ts'

/** Encodes in this process (H.264 in MP4, VP9 in WebM) with the WebCodecs of @napi-rs/webcodecs, an optional package. */
export async function encodeBuiltIn(film: Film, progress: (done: number) => void): Promise<void> {
  await import('@napi-rs/webcodecs/polyfill')
  const { AudioSampleSource, FilePathTarget, Mp4OutputFormat, Output, VideoSample, VideoSampleSource, WebMOutputFormat } =
    await import('mediabunny')
  // The encoder does not keep the process alive by itself.
  const awake = setInterval(() => undefined, 1000)
  try {
    const format = film.container === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat()
    const output = new Output({ format, target: new FilePathTarget(film.out) })
    const track = new VideoSampleSource({ codec: film.container === 'mp4' ? 'avc' : 'vp9', bitrate: film.bitrate, keyFrameInterval: 2 })
    output.addVideoTrack(track, { frameRate: film.rate.numerator / film.rate.denominator })
    const voice = new AudioSampleSource({ codec: film.container === 'mp4' ? 'aac' : 'opus', bitrate: 160_000 })
    if (film.sound !== undefined) output.addAudioTrack(voice)
    const sound = film.sound === undefined ? undefined : await openFilmSound(film, film.sound, voice)
    await output.start()
    const { numerator, denominator } = film.rate
    let frame = 0
    for await (const { bytes } of withCaptions(film, filmFrames(film))) {
      const sample = new VideoSample(bytes, {
        format: 'I420',
        codedWidth: film.width,
        codedHeight: film.height,
        timestamp: (frame * denominator) / numerator,
        duration: denominator / numerator,
        colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
      })
      await track.add(sample)
      sample.close()
      frame += 1
      await sound?.addUntil((frame * denominator) / numerator)
      progress(frame)
    }
    await output.finalize()
    sound?.end()
  } finally {
    clearInterval(awake)
  }
}
