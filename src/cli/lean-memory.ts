import { setFlagsFromString } from 'node:v8'

/**
 * Young objects are cleared away often instead of piling up: without it, reading a project of 100,000 pictures takes 120 MB more of
 * memory that nobody needs afterwards. V8 asks for this factor whenever its young space is about to grow; 1 lets it stay as it is.
 */
export function leanMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
