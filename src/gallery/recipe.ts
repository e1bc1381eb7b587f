import { z } from 'zod'
import type { PictureId, Size } from '../board/picture.ts'

/** How a picture was made: written inside its file. Holds no key. */
export interface Recipe {
  readonly picture: PictureId
  readonly take: number
  /** Words as sent. */
  readonly prompt: string
  readonly negativePrompt?: string
  readonly revisedPrompt?: string
  readonly provider: string
  readonly model: string
  readonly modelVersion?: string
  readonly parameters: Readonly<Record<string, string | number | boolean>>
  readonly seed?: number
  readonly references: readonly { readonly role: 'previous' | 'style'; readonly sha256: string; readonly from?: PictureId }[]
  /** Continued from this beat because the one between failed. */
  readonly bridgedFrom?: string
  /** Hash of everything that decides the picture but its references' bytes: the plan's measure of out of date. */
  readonly fingerprint: string
  readonly costUsd?: number
  /** SHA-256 (hex) of the picture as it came. */
  readonly sha256: string
  /** SHA-256 (hex) of the bytes shown instead, where the file is a copy of another type (D6); written by the gallery. */
  readonly copy?: string
  /** ISO time. */
  readonly madeAt: string
  readonly draft?: boolean
  readonly warnings: readonly string[]
}

const recipeSchema = z.looseObject({
  picture: z.string().regex(/^[^/]+\/[^/]+$/),
  take: z.int().min(1),
  prompt: z.string(),
  provider: z.string(),
  model: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  references: z.array(z.looseObject({ role: z.enum(['previous', 'style']), sha256: z.string() })),
  fingerprint: z.string(),
  sha256: z.string(),
  madeAt: z.string(),
  warnings: z.array(z.string()),
})

/** A recipe as JSON that may stand in any file: ASCII control characters, and what XML forbids, are escaped. */
export function recipeText(recipe: Recipe): string {
  return JSON.stringify(recipe).replace(/[\u007f-\u009f\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The recipe that a text found in a file holds; `undefined` when it is none of ours or damaged. */
export function parseRecipe(text: string): Recipe | undefined {
  try {
    const found = recipeSchema.safeParse(JSON.parse(text))
    return found.success ? (found.data as unknown as Recipe) : undefined
  } catch {
    return undefined
  }
}

const a1111Names: Readonly<Record<string, string>> = { steps: 'Steps', sampler: 'Sampler', guidance: 'CFG scale', quality: 'Quality' }

/** The `parameters` text that Stable Diffusion tools read: prompt, negative prompt, then one line of settings. */
export function parametersText(recipe: Recipe, size: Size): string {
  const given = Object.entries(recipe.parameters).filter(([name]) => name in a1111Names)
  const settings: [string, string | number | boolean][] = [
    ...given.map(([name, value]): [string, string | number | boolean] => [a1111Names[name] ?? name, value]),
    ...(recipe.seed === undefined ? [] : [['Seed', recipe.seed] as [string, number]]),
    ['Size', `${size.width}x${size.height}`],
    ['Model', recipe.model],
    ['Version', 'Beatboard'],
  ]
  const line = settings
    .map(([name, value]) => `${name}: ${/[,:\n"]/.test(String(value)) ? JSON.stringify(String(value)) : value}`)
    .join(', ')
  const negative = recipe.negativePrompt ? [`Negative prompt: ${recipe.negativePrompt}`] : []
  return [recipe.prompt, ...negative, line].join('\n').replaceAll('\0', '')
}
