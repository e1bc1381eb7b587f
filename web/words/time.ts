/** `0:23`, `1:04:10`: seconds as a clock shows them. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const end = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${end}` : end
}

/** `25 s`, `1 min 45 s`, `12 min`, `2 h 5 min`: rounded as far as a forecast can know. */
export function duration(seconds: number): string {
  if (seconds < 600) {
    const rounded = Math.max(5, Math.ceil(seconds / 5) * 5)
    const [minutes, rest] = [Math.floor(rounded / 60), rounded % 60]
    if (minutes === 0) return `${rest} s`
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
  }
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `6 min 12 s`: time that has passed, exact to the second. */
export function elapsed(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** `now`, `20 min ago`, `yesterday`, `Tue`, `2 Nov`. */
export function ago(then: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes} min ago`
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  if (then.getTime() >= midnight) return `${Math.floor(minutes / 60)} h ago`
  const days = Math.ceil((midnight - then.getTime()) / 86_400_000)
  if (days === 1) return 'yesterday'
  if (days < 7) return then.toLocaleDateString('en', { weekday: 'short' })
  return then.toLocaleDateString('en', { day: 'numeric', month: 'short' })
}
