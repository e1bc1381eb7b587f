import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { BeatboardError } from '../errors.ts'
import type { Sink } from './output.ts'

interface Asked {
  readonly stdin: NodeJS.ReadableStream
  readonly stderr: Sink
  readonly signal: AbortSignal
}

/** Asks a question on the terminal; a hidden answer is not shown while it is typed. Ctrl-C and Ctrl-D reject with `cancelled`. */
export async function ask({ stdin, stderr, signal }: Asked, question: string, hidden = false): Promise<string> {
  const visible = new Writable({ write: (chunk, _encoding, done) => done(void stderr.write(String(chunk))) })
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  // A reader that shows what is typed clears the line first, so it has to write the question itself.
  if (hidden) stderr.write(question)
  const reader = createInterface({ input: stdin, output: hidden ? silent : visible, terminal: true })
  try {
    // A reader closed by the user gives no answer, ever.
    const closed = once(reader, 'close', { signal }).then(() => Promise.reject(new Error('closed')))
    const answer = await Promise.race([reader.question(hidden ? '' : question, { signal }), closed])
    if (hidden) stderr.write('\n')
    return answer
  } catch (error) {
    stderr.write('\n')
    throw new BeatboardError('cancelled', 'Stopped. Nothing was sent and nothing saved.', { cause: error })
  } finally {
    reader.close()
  }
}
