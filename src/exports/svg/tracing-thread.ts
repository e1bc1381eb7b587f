import { Worker } from 'node:worker_threads'
import { BeatboardError } from '../../errors.ts'
import type { Traced, Wanted } from './draw-svg.ts'
import type { Answer, Order } from './worker.ts'

/** A thread that traces one picture after the other; ending it stops a trace at once. */
export interface TracingThread {
  /** Rejects with `wrong-usage` for limits out of reach, with an Error for bytes that are no picture. */
  trace(bytes: Uint8Array, wanted: Wanted): Promise<Traced>
  end(): Promise<void>
}

export function openTracingThread(): TracingThread {
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
  const worker = new Worker(new URL(file, import.meta.url))
  let ended = false
  return {
    trace: (bytes, wanted) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new BeatboardError('cancelled', 'The export was stopped.'))
        const settle = (act: () => void): void => {
          worker.off('message', onAnswer).off('error', onFault).off('exit', onEnd)
          act()
        }
        const onAnswer = (answer: Answer): void =>
          settle(() => ('traced' in answer ? resolve(answer.traced) : reject(faultOf(answer.trouble))))
        const onFault = (error: unknown): void => settle(() => reject(error))
        const onEnd = (): void => settle(() => reject(new BeatboardError('cancelled', 'The export was stopped.')))
        worker.on('message', onAnswer).on('error', onFault).on('exit', onEnd)
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ bytes, wanted } satisfies Order)
      }),
    async end() {
      ended = true
      await worker.terminate()
    },
  }
}

function faultOf({ words, hint, usage }: Extract<Answer, { trouble: unknown }>['trouble']): Error {
  return usage ? new BeatboardError('wrong-usage', words, hint === undefined ? {} : { hint }) : new Error(words)
}
