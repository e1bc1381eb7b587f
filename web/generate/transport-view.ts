import type { RunState } from '../../src/browser.ts'
import { money } from '../words/money.ts'
import { type Progress, progressOf, progressText } from '../words/progress.ts'
import { duration, elapsed } from '../words/time.ts'

export type Deed = 'generate' | 'resume' | 'try-one' | 'pause' | 'cancel' | 'retry' | 'pick' | 'settings' | 'raise-cap' | 'show-doubt'

export interface TransportButton {
  readonly deed: Deed
  readonly label: string
  readonly keys?: string
  readonly look: 'main' | 'plain' | 'quiet' | 'error'
}

export interface TransportFact {
  readonly label: string
  readonly value: string
  readonly more?: string
}

/** What the bar under the wall says and offers. */
export interface TransportView {
  readonly title: string
  readonly hint: string
  readonly meter: number | undefined
  readonly buttons: readonly TransportButton[]
  readonly facts: readonly TransportFact[]
}

export interface TransportFacts {
  readonly run: RunState
  /** What the page counts as wanted, there and failed, when no run is on. */
  readonly wanted: number
  readonly there: number
  readonly failed: number
  readonly toMake: number
  readonly priceUsd: number | undefined
  readonly unknownPrices: number
  readonly seconds: number
  readonly spentUsd: number
  readonly capUsd: number | undefined
  readonly inDoubt: { readonly count: number; readonly priceUsd: number }
  readonly secondsLeft: number | undefined
  readonly ranSeconds: number | undefined
}

export function transportView(facts: TransportFacts): TransportView {
  const { phase } = facts.run
  switch (phase) {
    case 'running':
      return runningView(facts)
    case 'stopping':
      return { ...runningView(facts), title: 'Stopping', hint: inFlight(facts.run), buttons: [] }
    case 'paused':
      return pausedView(facts)
    case 'none':
    case 'ended':
      return restingView(facts)
  }
}

function runningView(facts: TransportFacts): TransportView {
  const { run, secondsLeft } = facts
  const progress = progressOf(run.styles)
  return {
    title: `Generating images: ${progressText(progress)}`,
    hint: 'The run lives on this machine. You can close the tab.',
    meter: share(progress),
    buttons: [
      { deed: 'pause', label: 'Pause', keys: 'p', look: 'plain' },
      { deed: 'cancel', label: 'Cancel run', look: 'quiet' },
    ],
    facts: [
      { label: 'Time left', value: secondsLeft === undefined ? 'Working out how long…' : `about ${duration(secondsLeft)}` },
      spentOf(facts, run.priceUsd),
      ...capOf(facts),
    ],
  }
}

function pausedView(facts: TransportFacts): TransportView {
  const progress = progressOf(facts.run.styles)
  const flying = drawing(facts.run)
  return {
    title: flying > 0 ? `Pausing at ${progressText(progress)}` : `Paused at ${progressText(progress)}`,
    hint: flying > 0 ? inFlight(facts.run) : 'Paused by you. Nothing is being sent.',
    meter: share(progress),
    buttons: [
      { deed: 'resume', label: 'Resume', keys: 'p', look: 'main' },
      { deed: 'cancel', label: 'Cancel run', look: 'quiet' },
    ],
    facts: [spentOf(facts, facts.run.priceUsd), ...capOf(facts)],
  }
}

function restingView(facts: TransportFacts): TransportView {
  const { run, wanted, there, failed, toMake, spentUsd, inDoubt, ranSeconds } = facts
  if (wanted === 0) return { title: 'Nothing to generate yet', hint: 'Write a beat first.', meter: undefined, buttons: [], facts: [] }
  const progress = { done: there, total: wanted, percent: Math.floor((there / wanted) * 100) }
  const spent = {
    label: 'Spent',
    value: money(spentUsd),
    ...(inDoubt.count > 0 ? { more: `and ${money(inDoubt.priceUsd)} in doubt` } : {}),
  }
  if (there === wanted && toMake === 0) return doneView(facts, spent)
  const begun = run.phase === 'ended'
  const stopped = begun && run.ending !== 'gaps' && run.ending !== 'complete'
  const doubt: readonly TransportButton[] =
    inDoubt.count > 0 ? [{ deed: 'show-doubt', label: `${inDoubt.count} in doubt, maybe billed`, look: 'error' }] : []
  if (toMake === 0)
    return {
      title: `${there} of ${wanted} are here`,
      hint: inDoubt.count > 0 ? 'What was sent just before the stop is not sent again by itself.' : 'Nothing else is asked for.',
      meter: share(progress),
      buttons: doubt,
      facts: [spent],
    }
  if (begun && !stopped && toMake === failed)
    return {
      title: `${there} made, ${failed} failed`,
      hint: run.why ?? 'The failed ones can be tried again.',
      meter: share(progress),
      buttons: [
        { deed: 'retry', label: `Retry ${failed} failed`, keys: 'shift+r', look: 'main' },
        { deed: 'pick', label: 'Start picking', look: 'quiet' },
        ...doubt,
      ],
      facts: [...(ranSeconds === undefined ? [] : [{ label: 'Took', value: elapsed(ranSeconds) }]), spent],
    }
  return {
    title: there > 0 || begun ? `${stopped ? 'Stopped at' : ''} ${progressText(progress)}`.trim() : `${wanted} images wanted`,
    hint:
      run.ending === 'blocked'
        ? (run.why ?? '')
        : begun || there > 0
          ? `${toMake} to make. What is there is kept.`
          : 'Nothing has been sent yet.',
    meter: there > 0 || begun ? share(progress) : undefined,
    buttons: [
      {
        deed: there > 0 || begun ? 'resume' : 'generate',
        label: there > 0 || begun ? `Generate ${toMake}` : 'Generate all',
        keys: 'g',
        look: 'main',
      },
      ...(failed > 0
        ? [{ deed: 'retry' as const, label: `Retry ${failed} failed`, keys: 'shift+r', look: 'error' as const }]
        : [{ deed: 'try-one' as const, label: 'Try one beat', look: 'quiet' as const }]),
      ...doubt,
    ],
    facts: [
      { label: 'Will cost', value: costWords(facts) },
      { label: 'Will take', value: `about ${duration(facts.seconds)}` },
      ...(spentUsd > 0 || inDoubt.count > 0 ? [spent] : []),
    ],
  }
}

function doneView({ wanted, ranSeconds }: TransportFacts, spent: TransportFact): TransportView {
  return {
    title: `All ${wanted} are here`,
    hint: ranSeconds === undefined ? 'Every take is kept.' : `Made in ${elapsed(ranSeconds)}.`,
    meter: 1,
    buttons: [{ deed: 'pick', label: 'Start picking', keys: 'g s', look: 'main' }],
    facts: [spent],
  }
}

/** The price of what is to come, in words. */
function costWords({ priceUsd, unknownPrices }: Pick<TransportFacts, 'priceUsd' | 'unknownPrices'>): string {
  if (unknownPrices > 0) return 'price not known'
  return priceUsd === undefined || priceUsd === 0 ? 'nothing' : `about ${money(priceUsd)}`
}

function spentOf({ run, spentUsd }: TransportFacts, priceUsd: number | undefined): TransportFact {
  const more = priceUsd === undefined || priceUsd === 0 ? {} : { more: `of about ${money(priceUsd)}` }
  return { label: 'Spent', value: money(run.phase === 'none' ? spentUsd : run.spentUsd), ...more }
}

function capOf({ capUsd }: TransportFacts): readonly TransportFact[] {
  return capUsd === undefined ? [] : [{ label: 'Board cap', value: money(capUsd) }]
}

function drawing(run: RunState): number {
  return run.styles.reduce((sum, style) => sum + style.drawing, 0)
}

function inFlight(run: RunState): string {
  const count = drawing(run)
  if (count === 0) return 'Nothing is in flight.'
  return count === 1 ? '1 image in flight will still arrive.' : `${count} images in flight will still arrive.`
}

function share({ done, total }: Progress): number {
  return total === 0 ? 0 : done / total
}
