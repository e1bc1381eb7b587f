import { parentPort } from 'node:worker_threads'
import { BeatboardError } from '../../errors.ts'
import { type Traced, type Wanted, drawSvg } from './draw-svg.ts'

export interface Order {
  readonly bytes: Uint8Array
  readonly wanted: Wanted
}

export type Answer =
  | { readonly traced: Traced }
  | { readonly trouble: { readonly words: string; readonly hint?: string; readonly usage: boolean } }

/** Largest side that is traced, in pixels; a larger picture gains nothing and takes minutes. */
const longest = 2048

parentPort?.on('message', (order: Order) => void serve(order))

async function serve(order: Order): Promise<void> {
  const done = await answer(order)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(done)
}

async function answer({ bytes, wanted }: Order): Promise<Answer> {
  try {
    const { default: sharp } = await import('sharp')
    const image = sharp(bytes).autoOrient().flatten({ background: 'white' }).toColourspace('srgb')
    const sized = image.resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true }).removeAlpha().raw()
    const { data, info } = await sized.toBuffer({ resolveWithObject: true })
    return { traced: await drawSvg({ rgb: data, width: info.width, height: info.height }, wanted) }
  } catch (error) {
    const hint = error instanceof BeatboardError ? error.facts.hint : undefined
    const words = error instanceof Error ? error.message : String(error)
    return { trouble: { words, usage: error instanceof BeatboardError, ...(hint === undefined ? {} : { hint }) } }
  }
}
