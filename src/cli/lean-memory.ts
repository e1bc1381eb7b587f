import { setFlagsFromString } from 'node:v8'

/**
 * Clears memory away early instead of letting it pile up: V8 by itself takes four times of what is in use, which is much for a project of
 * 100,000 pictures. It asks for both values whenever a space is about to grow: the young space stays small, the old one grows by half.
 */
export function leanMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=50')
}
