import { fullDisk, readOnly } from './disk-scenario.ts'
import { holders } from './holder-scenario.ts'
import { killing } from './kill-scenario.ts'
import { momentOf } from './moments.ts'
import { type Stage, openStage } from './stage.ts'
import type { Tally } from './tally.ts'
import { tornPicture, tornView } from './torn-scenario.ts'
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
        board: (round) => filmBoard(`film ${round}`, kills < 100 ? 5 : 9),
        moment: momentOf,
        pace: { startMs: 450, runMs: 1_000 },
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
        pace: { startMs: 450, runMs: 500 },
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
  { name: 'two processes', play: holders },
  { name: 'full disk', play: (stage, kills) => fullDisk(stage, share(kills, 0.04)) },
  { name: 'read-only', play: readOnly },
  { name: 'torn picture', play: tornPicture },
  { name: 'torn view', play: tornView },
]

export const sceneNames: readonly string[] = scenes.map(({ name }) => name)

export interface Outcome {
  readonly table: string
  readonly problems: readonly string[]
  /** Processes killed. */
  readonly kills: number
}

/** Scenes at once: a scene waits as much as it works. */
const atOnce = 4

/** Plays the scenes, each on a stage of its own. */
export async function torture({ kills, seed, only }: Torture): Promise<Outcome> {
  const tallies = new Map<string, Tally>()
  const waiting = [...scenes.entries()].filter(([, { name }]) => only === undefined || only === name)
  const playOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { name, play }] = next
      await using stage = await openStage(seed + index)
      tallies.set(name, await play(stage, kills))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, playOn))
  const inOrder = scenes.flatMap(({ name }) => tallies.get(name) ?? [])
  return {
    table: tableOf(inOrder),
    problems: inOrder.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
    kills: inOrder.reduce((sum, tally) => sum + tally.kills, 0),
  }
}

function tableOf(tallies: readonly Tally[]): string {
  const head = ['scene', 'kills', 'breaks', 'pictures', 'bills', 'lost', 'paid twice', 'in doubt listed', 'violations']
  const rows = tallies.map((tally) => [
    tally.name,
    String(tally.kills),
    String(tally.breaks),
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
