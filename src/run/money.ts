/** Whole millionths of a dollar: sums of them are exact. */
export type Micros = number

/** Rounded up, so that what is reserved is never too little. */
export function microsOf(usd: number): Micros {
  return Math.max(0, Math.ceil(usd * 1e6 - 1e-6))
}

export function usdOf(micros: Micros): number {
  return micros / 1e6
}
