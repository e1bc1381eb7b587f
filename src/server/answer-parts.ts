import { z } from 'zod'

/** Parts of the answers, for `/api/openapi.json` and for the tests that hold every answer against its schema. */
export const picture: z.ZodType<`${string}/${string}`> = z
  .string()
  .regex(/^[^/]+\/[^/]+$/)
  .describe('style/beat') as unknown as z.ZodType<`${string}/${string}`>

export const usd: z.ZodNumber = z.number().describe('USD')
export const at: z.ZodString = z.string().describe('ISO time')
export const texts: z.ZodArray<z.ZodString> = z.array(z.string())

/** Of a request whose outcome is not known. */
export const doubt: {
  readonly attempt: z.ZodInt
  readonly priceUsd: z.ZodNumber
  readonly sentAt: z.ZodString
  readonly provider: z.ZodString
} = {
  attempt: z.int(),
  priceUsd: usd,
  sentAt: at,
  provider: z.string(),
}

/** A part that is described whole elsewhere, e.g. in `board.schema.json`. */
export function whole<T>(words: string): z.ZodType<T> {
  return z.record(z.string(), z.unknown()).describe(words) as unknown as z.ZodType<T>
}
