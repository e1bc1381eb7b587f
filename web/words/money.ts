/** Money as the page says it: two decimals from $0.01, three below; nothing is "free". */
export function money(usd: number): string {
  if (usd === 0) return '$0.00'
  if (usd < 0.01) return `$${usd.toFixed(3)}`
  return `$${usd.toFixed(2)}`
}

/** The price of one picture: its small coins shown, and nothing called nothing. */
export function priceOf(usd: number | undefined): string {
  if (usd === undefined) return 'price unknown'
  if (usd === 0) return 'free'
  return `$${usd.toFixed(usd < 0.1 ? 3 : 2)}`
}
