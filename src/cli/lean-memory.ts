import { stat } from 'node:fs/promises'
import { join } from 'node:path'

/** From this length of a list or board on, in bytes: some 20,000 beats. */
const large = 4 * 1024 * 1024

/**
 * For a large list or project, clears memory away early instead of letting it pile up. V8 by itself takes several times of what is in use,
 * which is 120 MB more for 100,000 pictures; it asks for both values whenever a space is about to grow. Small projects keep its own ways,
 * which take less time.
 */
export async function leanWhenLarge(source: { readonly folder: string } | { readonly text: string }): Promise<void> {
  const length =
    'text' in source
      ? source.text.length
      : await stat(join(source.folder, 'board.json')).then(
          ({ size }) => size,
          () => 0,
        )
  if (length < large) return
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=10')
}
