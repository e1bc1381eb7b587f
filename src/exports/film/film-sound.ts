import type { AudioSample, AudioSampleSource, Input } from 'mediabunny'
import { BeatboardError } from '../../errors.ts'
import type { Film } from './film.ts'

/** The sound of a film, added in step with its pictures. */
export interface FilmSound {
  /** Adds the sound up to a time in seconds. */
  addUntil(seconds: number): Promise<void>
  end(): void
}

/** Samples by which AAC as encoded here starts late: they are dropped, so that sound and pictures begin together. */
const lateBy = { mp4: 1024, webm: 0 } as const

/** The sound of the file that a film names, from its start to the film's end; it is decoded as it is needed. Rejects with `wrong-usage` for a file without sound. */
export async function openFilmSound(film: Film, file: string, track: AudioSampleSource): Promise<FilmSound> {
  const { ALL_FORMATS, AudioSampleSink, FilePathSource, Input } = await import('mediabunny')
  const input: Input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS })
  const audio = await input.getPrimaryAudioTrack().catch(() => null)
  if (audio === null || !(await audio.canDecode()))
    throw new BeatboardError('wrong-usage', `${file} holds no sound that can be read.`, {
      hint: 'WAV, MP3, AAC, Opus, Vorbis and FLAC are read.',
    })
  const seconds = (film.frames * film.rate.denominator) / film.rate.numerator
  const samples = new AudioSampleSink(audio).samples(0, seconds + 1)
  let reached = 0
  return {
    async addUntil(until) {
      while (reached < until) {
        const { value: sample, done } = await samples.next()
        if (done === true) return void (reached = Number.POSITIVE_INFINITY)
        const late = lateBy[film.container] / sample.sampleRate
        reached = sample.timestamp + sample.duration - late
        await addPart(track, sample, { from: Math.max(0, late - sample.timestamp), to: seconds + late - sample.timestamp, late })
        sample.close()
      }
    },
    end: () => input.dispose(),
  }
}

/** The part of a sample between two times of its own, moved forward by what the encoder is late. */
async function addPart(
  track: AudioSampleSource,
  sample: AudioSample,
  { from, to, late }: { from: number; to: number; late: number },
): Promise<void> {
  const first = Math.round(from * sample.sampleRate)
  const last = Math.min(sample.numberOfFrames, Math.round(to * sample.sampleRate))
  if (last <= first) return
  const part = sample.trim(first, last)
  part.setTimestamp(Math.max(0, sample.timestamp + first / sample.sampleRate - late))
  await track.add(part)
  part.close()
}
