import { killing } from './kill-scenario.ts'
import { momentOf } from './moments.ts'
import { type Stage, openStage } from './stage.ts'
import type { Tally } from './tally.ts'
import { filmBoard, howToBoard, jobsBoard, timelineBoard } from './torture-boards.ts'

export interface Torture {
  readonly kills: number
  readonly seed: number
  /** The name of one scene, where not all are meant. */
  readonly only?: string
}

interface Scene {
  readonly name: string
  readonly play: (stage: Stage, kills: number) => Promise<Tally>
}

const share = (kills: number, part: number): number => Math.max(1, Math.round(kills * part))

const scenes: readonly Scene[] = [
  {
    name: 'film',
    play: (stage, kills) =>
      killing(stage, {
        name: 'film',
        kills: kills - share(kills, 0.12) - share(kills, 0.12) - share(kills, 0.08),
        board: (round) => filmBoard(`film ${round}`),
        moment: momentOf,
        pace: { startMs: 450, runMs: 1_500 },
      }),
  },
  {
    name: 'how-to chain',
    play: (stage, kills) =>
      killing(stage, {
        name: 'how-to chain',
        kills: share(kills, 0.12),
        board: (round) => howToBoard(`how-to ${round}`),
        moment: momentOf,
        pace: { startMs: 450, runMs: 1_000 },
      }),
  },
  {
    name: 'timeline',
    play: (stage, kills) =>
      killing(stage, {
        name: 'timeline',
        kills: share(kills, 0.12),
        board: (round) => timelineBoard(`timeline ${round}`),
        moment: momentOf,
        pace: { startMs: 450, runMs: 700 },
      }),
  },
  {
    name: 'remote jobs',
    play: (stage, kills) =>
      killing(stage, {
        name: 'remote jobs',
        kills: share(kills, 0.08),
        board: (round) => jobsBoard(`jobs ${round}`),
        moment: () => 'any',
        pace: { startMs: 450, runMs: 2_600 },
      }),
  },
]

export const sceneNames: readonly string[] = scenes.map(({ name }) => name)

/** Plays the scenes one after the other, each on a stage of its own. */
export async function torture({ kills, seed, only }: Torture): Promise<{ readonly table: string; readonly problems: readonly string[] }> {
  const tallies: Tally[] = []
  for (const [index, { name, play }] of scenes.entries()) {
    if (only !== undefined && only !== name) continue
    await using stage = await openStage(seed + index)
    tallies.push(await play(stage, kills))
  }
  return { table: tableOf(tallies), problems: tallies.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)) }
}

function tableOf(tallies: readonly Tally[]): string {
  const head = ['scene', 'kills', 'pictures', 'bills', 'lost', 'paid twice', 'in doubt listed', 'violations']
  const rows = tallies.map((tally) => [
    tally.name,
    String(tally.kills),
    String(tally.pictures),
    String(tally.bills),
    String(tally.lost),
    String(tally.paidTwice),
    `${tally.listed}/${tally.cutOff} $${tally.listedUsd.toFixed(2)}`,
    String(tally.problems.length),
  ])
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}
