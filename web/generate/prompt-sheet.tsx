import { type ReactNode, useState } from 'react'
import { redo, told } from '../api/deeds.ts'
import { ask as askServer } from '../api/http.ts'
import { usePlan } from '../api/queries.ts'
import type { Snapshot } from '../api/types.ts'
import { Dialog } from '../pieces/dialog.tsx'
import { priceOf } from '../words/money.ts'

/** Whose words are to be changed. */
export interface PromptAsk {
  readonly beat: string
  readonly style: string
}

/** The words of a beat, to change for all styles or for one; saving and a new take are one step. */
export function PromptSheet({
  snapshot,
  ask,
  onClose,
}: {
  readonly snapshot: Snapshot
  readonly ask: PromptAsk
  readonly onClose: () => void
}): ReactNode {
  const beat = snapshot.board.shots.flatMap((shot) => shot.beats).find((each) => each.id === ask.beat)
  const style = snapshot.board.styles.find((each) => each.id === ask.style)
  const [words, setWords] = useState(beat?.prompts?.[ask.style] ?? beat?.prompt ?? '')
  const plan = usePlan(snapshot.id, { styles: [ask.style], beats: [ask.beat], redo: ['all'], skipInDoubt: false })
  const price = plan.data?.forecast
  const save = async (): Promise<void> => {
    onClose()
    await told(() => askServer('PATCH', `/boards/${encodeURIComponent(snapshot.id)}`, { beats: { [ask.beat]: { prompt: words } } }))
  }
  const saveAndMake = (): void => {
    onClose()
    void redo(snapshot.id, ask.style, ask.beat, { prompt: words })
  }
  return (
    <Dialog label={`Prompt of beat ${ask.beat}`} className="dlg prompt" onClose={onClose}>
      <h2 className="disp">{ask.beat}</h2>
      <label className="lbl" htmlFor="prompt-words">
        Prompt
      </label>
      <textarea id="prompt-words" className="serif" rows={6} value={words} onChange={(event) => setWords(event.target.value)} />
      <p className="hint">
        Save changes it for every style. Save and new take changes it for {style?.title ?? ask.style} alone and draws it again; the old take
        is kept.
      </p>
      <div className="da">
        <button type="button" className="btn" onClick={onClose}>
          Not now
        </button>
        <button type="button" className="btn" disabled={words.trim() === ''} onClick={() => void save()}>
          Save
        </button>
        <button
          type="button"
          className="btn p"
          disabled={words.trim() === '' || price === undefined || price.unknownPrices > 0}
          onClick={saveAndMake}
        >
          Save and new take{price === undefined ? '' : `, ${priceOf(price.priceUsd)}`}
        </button>
      </div>
    </Dialog>
  )
}
