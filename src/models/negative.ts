import type { ImageRequest } from './image-model.ts'

/** For models without a field for it: what must not be seen goes to the end of the prompt, and a warning says so. */
export function foldNegative({ prompt, negativePrompt }: Pick<ImageRequest, 'prompt' | 'negativePrompt'>): {
  prompt: string
  warnings: string[]
} {
  if (negativePrompt === undefined || negativePrompt.trim() === '') return { prompt, warnings: [] }
  return { prompt: `${prompt}\n\nAvoid: ${negativePrompt}`, warnings: ['The negative prompt is sent as part of the prompt.'] }
}
