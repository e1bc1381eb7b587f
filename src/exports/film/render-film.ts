import { fork } from 'node:child_process'
import { BeatboardError } from '../../errors.ts'
import type { Film } from './film.ts'
import type { Said } from './film-process.ts'

/**
 * Encodes a film in a process of its own, which ends at once when stopped. Resolves to the encoder that was used. Rejects with
 * `no-provider` where there is none, with the way out.
 */
export function renderFilm(film: Film, { signal, progress }: { signal: AbortSignal; progress: (done: number) => void }): Promise<string> {
  const file = import.meta.url.endsWith('.ts') ? './film-process.ts' : './film-process.js'
  const child = fork(new URL(file, import.meta.url), {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const stop = (): void => void child.kill('SIGKILL')
  signal.addEventListener('abort', stop)
  return new Promise<string>((resolve, reject) => {
    let encoder: string | undefined
    let trouble: Error | undefined
    child.on('message', (said: Said) => {
      if ('done' in said) progress(said.done)
      else if ('encoder' in said) encoder = said.encoder
      else trouble = faultOf(said, film)
    })
    child.on('error', reject)
    child.on('exit', (code, killed) => {
      if (signal.aborted) reject(new BeatboardError('cancelled', 'The export was stopped.'))
      else if (trouble !== undefined) reject(trouble)
      else if (encoder === undefined) reject(new Error(`The encoder ended early (${killed ?? code}).`))
      else resolve(encoder)
    })
    child.send(film)
  }).finally(() => signal.removeEventListener('abort', stop))
}

function faultOf({ trouble, words }: Extract<Said, { trouble: unknown }>, { encoder }: Film): Error {
  if (trouble === 'failed') return new Error(`The film could not be encoded: ${words}`)
  if (trouble === 'usage') return new BeatboardError('wrong-usage', words)
  const which = encoder === 'auto' ? 'There is no video encoder on this machine.' : `The encoder "${encoder}" is not on this machine.`
  return new BeatboardError('no-provider', which, { hint: 'Install one: npm install @napi-rs/webcodecs@1.3.1, or FFmpeg on the PATH.' })
}
