import type { Ask } from './wire.ts'

/** OpenAI's USD for one token. Vendor price pages as copied in November 2026. */
const perToken = { words: 5e-6, pictureIn: 8e-6, pictureOut: 30e-6 } as const

/** About four letters a token. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4)

const tokensPerReference = 1120

/** Gemini's `usageMetadata`. */
export interface GeminiUsage {
  readonly promptTokenCount: number
  readonly candidatesTokenCount: number
  readonly thoughtsTokenCount?: number
  readonly totalTokenCount: number
  readonly promptTokensDetails: readonly TokenDetail[]
  readonly candidatesTokensDetails: readonly TokenDetail[]
}

interface TokenDetail {
  readonly modality: 'TEXT' | 'IMAGE'
  readonly tokenCount: number
}

interface GeminiRates {
  /** USD a million tokens. */
  readonly input: number
  readonly words: number
  readonly picture: number
  readonly tokens: Readonly<Record<string, number>>
}

const standardTokens = { '512': 747, '1K': 1120, '2K': 1680, '4K': 2520 }
const standardRates: GeminiRates = { input: 1.5, words: 7.5, picture: 30, tokens: standardTokens }
const geminiRates: Readonly<Record<string, GeminiRates>> = {
  'gemini-3-pro-image': { input: 2, words: 12, picture: 120, tokens: { '1K': 1120, '2K': 1120, '4K': 2000 } },
  'gemini-3.1-flash-image': { input: 0.5, words: 3, picture: 60, tokens: standardTokens },
  'gemini-3.1-flash-lite-image': { input: 0.25, words: 1.5, picture: 30, tokens: { '1K': 1120 } },
  'gemini-2.5-flash-image': { input: 0.3, words: 2.5, picture: 30, tokens: { '1K': 1290 } },
}

/** What Gemini counts for a picture of this resolution class; `none` = for an answer without a picture. */
export function geminiUsage(ask: Ask, resolution: string): GeminiUsage {
  const { tokens } = geminiRates[ask.model] ?? standardRates
  const words = tokensOf(ask.prompt)
  const references = ask.references.length * tokensPerReference
  const picture = resolution === 'none' ? 0 : (tokens[resolution] ?? tokens['1K'] ?? 0)
  return {
    promptTokenCount: words + references,
    candidatesTokenCount: picture,
    totalTokenCount: words + references + picture,
    promptTokensDetails: [
      { modality: 'TEXT' as const, tokenCount: words },
      { modality: 'IMAGE' as const, tokenCount: references },
    ].filter(counts),
    candidatesTokensDetails: [{ modality: 'IMAGE' as const, tokenCount: picture }].filter(counts),
  }
}

function counts(detail: TokenDetail): boolean {
  return detail.tokenCount > 0
}

/** USD of this usage. */
export function geminiUsd(usage: GeminiUsage, model: string): number {
  const rates = geminiRates[model] ?? standardRates
  const words = usage.promptTokenCount * rates.input + (usage.thoughtsTokenCount ?? 0) * rates.words
  return (words + usage.candidatesTokenCount * rates.picture) / 1_000_000
}

/** The `usage` of an OpenAI picture. */
export interface OpenaiUsage {
  readonly input_tokens: number
  readonly input_tokens_details: { readonly text_tokens: number; readonly image_tokens: number }
  readonly output_tokens: number
  readonly total_tokens: number
}

const openaiEffort: Readonly<Record<string, number>> = { low: 16, medium: 48, high: 96, xhigh: 96, max: 96 }

/** What OpenAI counts for this picture: the formula that its forum gives for gpt-image-2. */
export function openaiUsage(ask: Ask, quality: string): OpenaiUsage {
  const effort = openaiEffort[quality] ?? 48
  const { width, height } = ask.size
  const ratio = Math.min(width, height) / Math.max(width, height)
  const output = Math.ceil((effort * Math.round(effort * ratio) * (2_000_000 + width * height)) / 4_000_000)
  const text = tokensOf(ask.prompt)
  const image = ask.references.length * tokensPerReference
  return {
    input_tokens: text + image,
    input_tokens_details: { text_tokens: text, image_tokens: image },
    output_tokens: output,
    total_tokens: text + image + output,
  }
}

export function openaiUsd(usage: OpenaiUsage): number {
  const { text_tokens: text, image_tokens: image } = usage.input_tokens_details
  return text * perToken.words + image * perToken.pictureIn + usage.output_tokens * perToken.pictureOut
}

/** Credits of a cent each, by Stability's model or route. */
const stabilityCredits: Readonly<Record<string, number>> = {
  'sd3.5-large': 6.5,
  'sd3.5-large-turbo': 4,
  'sd3.5-medium': 3.5,
  'sd3.5-flash': 2.5,
  core: 3,
  ultra: 8,
  structure: 5,
  sketch: 5,
  style: 5,
  'style-transfer': 8,
}

export function stabilityUsd(model: string): number {
  return (stabilityCredits[model] ?? 6.5) / 100
}

/** Hugging Face passes its providers' prices on; one number stands for all of them. */
export const huggingFaceUsd = 0.01
