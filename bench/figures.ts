/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}

/** Prints one figure with its share of the bound; a figure over it makes the process exit with 1. */
export function judge(title: string, { value, bound, unit }: { value: number; bound: number; unit: string }): void {
  const share = value / bound
  console.log(
    `${title.padEnd(44)} ${value.toPrecision(3).padStart(7)} ${unit}  bound ${bound} ${unit}  ratio ${share.toFixed(2)}${share > 1 ? '  MISSED' : ''}`,
  )
  if (share > 1) process.exitCode = 1
}

/** CPU of this process since `before`, user and system, in ms. */
export function cpuMs(before?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
