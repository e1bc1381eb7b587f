import type { Recipe } from '../gallery/recipe.ts'
import type { Job } from './exporter.ts'
import type { Panel, Sequence } from './sequence.ts'

/** The final sequence as data for other programs: what `json` writes, and what lies in a ZIP. Times in seconds. */
export interface SequenceData {
  readonly format: 'beatboard-sequence'
  readonly version: 1
  readonly title: string
  readonly kind: string
  readonly seconds: number
  readonly missing: readonly { readonly beat: string; readonly why: string }[]
  readonly panels: readonly PanelData[]
}

export interface PanelData {
  readonly number: number
  readonly shot: string
  readonly shotTitle?: string
  readonly beat: string
  readonly title?: string
  readonly style: string
  readonly take?: number
  readonly start: number
  readonly end: number
  readonly transition: string
  readonly passage?: string
  readonly prompt: string
  readonly caption?: string
  /** Where the picture lies, relative to this file; absent when none goes along. */
  readonly file?: string
  /** `provider/model`, words as sent, seed: absent for a picture from elsewhere. */
  readonly by?: string
  readonly promptSent?: string
  readonly seed?: number
}

/** The data of a sequence; `fileOf` says where the picture of a panel lies. Asks every recipe, one after the other. */
export async function sequenceData(
  { sequence, recipe }: Pick<Job, 'sequence' | 'recipe'>,
  fileOf: (panel: Panel) => string | undefined = () => undefined,
): Promise<SequenceData> {
  const panels: PanelData[] = []
  for (const panel of sequence.panels) panels.push(panelData(panel, fileOf(panel), await recipe(panel)))
  return dataOf(sequence, panels)
}

function dataOf({ board, seconds, readiness }: Sequence, panels: readonly PanelData[]): SequenceData {
  const shown = new Set(panels.map((panel) => panel.beat))
  return {
    format: 'beatboard-sequence',
    version: 1,
    title: board.title,
    kind: board.kind,
    seconds,
    missing: readiness.gaps.filter((gap) => !shown.has(gap.beat)),
    panels,
  }
}

function panelData(panel: Panel, file: string | undefined, recipe: Recipe | undefined): PanelData {
  const { number, beat, shot, style, take, start, end } = panel
  return {
    number,
    shot: shot.id,
    ...given({ shotTitle: shot.title }),
    beat: beat.id,
    ...given({ title: beat.title }),
    style,
    ...given({ take }),
    start,
    end,
    transition: beat.transition,
    ...given({ passage: beat.passage }),
    prompt: beat.prompts?.[style] ?? beat.prompt,
    ...given({ caption: beat.caption, file }),
    ...(recipe === undefined
      ? {}
      : { by: `${recipe.provider}/${recipe.model}`, promptSent: recipe.prompt, ...given({ seed: recipe.seed }) }),
  }
}

function given<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }
}
