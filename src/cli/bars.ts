import type { RunState, StyleState } from '../run/run-state.ts'
import { money, span } from './format.ts'
import type { Output } from './output.ts'

/** Pictures remembered for the rate of a style. */
const remembered = 8

/** The foot of the terminal while a run is on: a bar a style, one line for all (B10). Redrawn at most ten times a second. */
export interface Bars {
  update(state: RunState): void
  /** Takes the bars away. */
  end(): void
}

export function openBars(out: Output, now: () => number): Bars {
  const finished = new Map<string, { done: number; times: number[] }>()
  let last = 0
  let waiting: NodeJS.Timeout | undefined
  const draw = (state: RunState): void => {
    last = now()
    out.foot([...state.styles.map((style) => bar(out, style, rate(style.id))), total(state, last)])
  }
  const rate = (style: string): number | undefined => {
    const times = finished.get(style)?.times ?? []
    const [first, end] = [times[0], times.at(-1)]
    return first === undefined || end === undefined || times.length < 3 || end === first
      ? undefined
      : ((times.length - 1) / (end - first)) * 60_000
  }
  return {
    update(state) {
      for (const style of state.styles) {
        const before = finished.get(style.id) ?? { done: 0, times: [] }
        if (style.done > before.done) finished.set(style.id, { done: style.done, times: [...before.times, now()].slice(-remembered) })
      }
      if (!out.live) return
      clearTimeout(waiting)
      if (now() - last >= 100) draw(state)
      else waiting = setTimeout(draw, 100, state)
    },
    end() {
      clearTimeout(waiting)
      out.foot([])
    },
  }
}

function bar(out: Output, style: StyleState, perMinute: number | undefined): string {
  const ready = style.done + style.exists
  const share = style.total === 0 ? 1 : ready / style.total
  const width = Math.max(8, Math.min(30, out.width - 74))
  const full = Math.floor(share * width)
  const drawn = out.paint('green', '█'.repeat(full)) + out.paint('dim', '░'.repeat(width - full))
  const left = style.waiting + style.drawing
  const facts = [
    `${ready}/${style.total}`.padStart(7),
    `${Math.floor(share * 100)}%`.padStart(4),
    perMinute === undefined ? '' : `${perMinute < 10 ? perMinute.toFixed(1) : Math.round(perMinute)}/min`,
    left === 0 ? '' : perMinute === undefined ? `${style.drawing} on the way` : `${span((left / perMinute) * 60)} left`,
    style.spentUsd > 0 ? money(style.spentUsd) : '',
    style.failed + style.blocked > 0 ? out.paint('red', `${style.failed + style.blocked} not made`) : '',
  ]
  return `${style.id.slice(0, 14).padEnd(14)} ${drawn} ${facts.filter((fact) => fact !== '').join('  ')}`
}

function resting(state: RunState, now: number): string {
  const keys = state.keys.filter((key) => key.until === undefined || Date.parse(key.until) > now)
  if (keys.length === 0) return ''
  return keys.length === 1 ? '  1 key rests' : `  ${keys.length} keys rest`
}

/** The one form of progress everywhere: counted = made + existing, percent rounded down, so that 100 means all. */
function total(state: RunState, now: number): string {
  const all = state.styles.reduce((sum, style) => sum + style.total, 0)
  const ready = state.styles.reduce((sum, style) => sum + style.done + style.exists, 0)
  const share = all === 0 ? 100 : Math.floor((ready / all) * 100)
  const spent = state.spentUsd > 0 ? `  ${money(state.spentUsd)} spent` : ''
  return `Generating images: ${ready}/${all} (${share}%)${spent}${resting(state, now)}`
}
