import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Snapshot } from '../api/types.ts'
import { type Spend, SpendDialog } from '../generate/spend-dialog.tsx'
import { beatPlaces } from '../generate/wall-rows.ts'
import { useKeys } from '../keys/use-keys.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { Icon } from '../pieces/icon.tsx'
import { notes } from '../pieces/notes.tsx'
import { count, kindNames } from '../boards/board-words.ts'
import { clock } from '../words/time.ts'
import { BeatEditor } from './beat-editor.tsx'
import { BeforeYouSpend } from './before-you-spend.tsx'
import { changeBeat, insertBeats, moveBeat, placeOf, removeBeat } from './draft.ts'
import { Ribbon } from './ribbon.tsx'
import { StyleCard } from './style-card.tsx'
import { type Draft, useDraft } from './use-draft.ts'

/** The board as a list one can write in. */
export function Editor({ snapshot, live }: { readonly snapshot: Snapshot; readonly live: LiveBoard }): ReactNode {
  const draft = useDraft(snapshot)
  const { board } = draft
  const places = beatPlaces(board)
  const [query, setQuery] = useSearchParams()
  const [spend, setSpend] = useState<Spend>()
  const selected = query.get('beat') ?? places[0]?.beat.id
  const select = (beat: string): void => {
    setQuery({ beat }, { replace: true })
    document.querySelector(`[data-beat="${CSS.escape(beat)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const add = (where: 'after' | 'before', prompt = 'A new beat'): void => {
    const added = insertBeats(board, selected, [prompt], where)
    draft.change(added.board)
    const id = added.ids[0]
    if (id === undefined) return
    select(id)
    requestAnimationFrame(() => focusPrompt(id, true))
  }
  const move = (by: -1 | 1): void => {
    if (selected === undefined) return
    const next = moveBeat(board, selected, by)
    draft.change(next)
    const at = beatPlaces(next).findIndex((place) => place.beat.id === selected)
    notes.say(`Beat ${selected} moved to place ${at + 1} of ${places.length}.`, { quiet: true })
  }
  const toggle = (id: string): void => {
    const beat = places.find((place) => place.beat.id === id)?.beat
    if (beat === undefined || places[0]?.beat.id === id) return
    draft.change(changeBeat(board, id, { transition: beat.transition === 'hard_cut' ? 'continue' : 'hard_cut' }))
  }
  const step = (by: number): void => {
    const at = places.findIndex((place) => place.beat.id === selected)
    const to = places[Math.min(places.length - 1, Math.max(0, at + by))]
    if (to !== undefined) select(to.beat.id)
  }
  useKeys('Edit', [
    { keys: 'n', label: 'Beat after', run: () => add('after') },
    { keys: 'shift+n', label: 'Beat before', run: () => add('before') },
    { keys: 'd', label: 'Duplicate the beat', run: () => add('after', places.find((place) => place.beat.id === selected)?.beat.prompt) },
    { keys: 'ArrowDown', label: 'Next beat', run: () => step(1) },
    { keys: 'ArrowUp', label: 'Beat before', run: () => step(-1) },
    { keys: 'Enter', label: 'Write', run: () => selected !== undefined && focusPrompt(selected) },
    { keys: 'alt+ArrowUp', label: 'Move the beat up', run: () => move(-1) },
    { keys: 'alt+ArrowDown', label: 'Move the beat down', run: () => move(1) },
    { keys: 'x', label: 'Hard cut or continue', run: () => selected !== undefined && toggle(selected) },
    { keys: 'g', label: 'Generate: the price first', run: () => setSpend({ kind: 'all' }) },
    { keys: 'mod+z', label: 'Undo', run: () => draft.undo() },
    { keys: 'mod+shift+z', label: 'Redo', run: () => draft.redo() },
    {
      keys: 'Escape',
      label: 'Leave the field',
      hidden: true,
      run: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    },
  ])
  let shot = -1
  return (
    <div className="ed">
      <main>
        <Head draft={draft} beats={places.length} onAdd={() => add('after')} />
        <Conflict draft={draft} />
        <Ribbon board={board} selected={selected} onSelect={select} />
        <ol className="rows">
          {places.map((place) => {
            const opens = place.shot !== shot
            shot = place.shot
            const heading = board.shots[place.shot]
            return [
              opens && heading !== undefined && board.kind !== 'story' && board.kind !== 'steps' ? (
                <li className="shot" key={`shot ${heading.id}`}>
                  <h2>
                    Shot {heading.id} <span>{heading.title}</span>
                  </h2>
                  <span className="edge">{count(heading.beats.length, 'beat')}</span>
                </li>
              ) : null,
              <BeatEditor
                key={place.beat.id}
                snapshot={snapshot}
                live={live}
                place={place}
                first={place.index === 0}
                selected={place.beat.id === selected}
                onSelect={() => select(place.beat.id)}
                onPrompt={(prompt) => draft.change(changeBeat(board, place.beat.id, { prompt }))}
                onSplit={(before, after) => {
                  const added = insertBeats(changeBeat(board, place.beat.id, { prompt: before }), place.beat.id, after)
                  draft.change(added.board)
                  const last = added.ids.at(-1)
                  if (last !== undefined) {
                    select(last)
                    requestAnimationFrame(() => focusPrompt(last))
                  }
                }}
                onJoin={() => join(draft, place.beat.id, select)}
                onTransition={() => toggle(place.beat.id)}
                onTimes={(start, end) =>
                  draft.change(
                    changeBeat(board, place.beat.id, { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }),
                  )
                }
                onMove={(by) => draft.change(moveBeat(board, place.beat.id, by))}
                onRemove={() => {
                  draft.change(removeBeat(board, place.beat.id))
                  notes.say(`Beat ${place.beat.id} removed. Its pictures stay in the folder.`, {
                    action: { label: 'Undo', run: draft.undo },
                  })
                }}
                onDuplicate={() => draft.change(insertBeats(board, place.beat.id, [place.beat.prompt]).board)}
              />,
            ]
          })}
        </ol>
        {places.length === 0 ? (
          <div className="empty">
            <p className="disp">One line, one beat.</p>
            <button type="button" className="btn p" onClick={() => add('after', 'The first beat')}>
              Write a beat
            </button>
          </div>
        ) : null}
      </main>
      <aside aria-label="Styles and price">
        <div className="ah">
          <h2>Styles</h2>
        </div>
        {board.styles.map((style, index) => (
          <StyleCard key={style.id} snapshot={snapshot} draft={draft} style={style} index={index} />
        ))}
        <BeforeYouSpend snapshot={snapshot} live={live} board={board} onGenerate={() => setSpend({ kind: 'all' })} />
      </aside>
      {spend === undefined ? null : <SpendDialog snapshot={snapshot} spend={spend} onClose={() => setSpend(undefined)} />}
    </div>
  )
}

function Head({ draft, beats, onAdd }: { readonly draft: Draft; readonly beats: number; readonly onAdd: () => void }): ReactNode {
  const { board, saving } = draft
  const end = Math.max(0, ...board.shots.flatMap((shot) => shot.beats.map((beat) => beat.end ?? 0)))
  const size = board.styles[0]?.size
  const facts = [
    kindNames[board.kind],
    board.kind === 'film' ? count(board.shots.length, 'shot') : '',
    count(beats, 'beat'),
    end > 0 ? clock(end) : '',
    size === undefined ? '' : `${size.width} × ${size.height}`,
  ]
  return (
    <div className="edh">
      <div>
        <h1 className="titled">
          <input aria-label="Title" value={board.title} onChange={(event) => draft.change({ ...board, title: event.target.value })} />
        </h1>
        <p className="muted">
          {facts.filter(Boolean).join(' · ')} ·{' '}
          <span role="status">{saving.kind === 'not-saved' ? <span className="bad">not saved: {saving.why}</span> : saving.kind}</span>{' '}
          {saving.kind === 'not-saved' && !saving.isConflict ? (
            <button type="button" className="btn s err" onClick={draft.retry}>
              Retry
            </button>
          ) : null}
        </p>
      </div>
      <div className="edb">
        <button type="button" className="btn s" onClick={onAdd}>
          <Icon name="plus" />
          Beat <kbd>N</kbd>
        </button>
      </div>
    </div>
  )
}

function Conflict({ draft }: { readonly draft: Draft }): ReactNode {
  if (draft.saving.kind !== 'not-saved' || !draft.saving.isConflict) return null
  return (
    <p className="banner warn" role="alert">
      <Icon name="alert" />
      <span>
        <b>This board was changed elsewhere,</b> in another tab or by the command line.
      </span>
      <button type="button" className="btn s" onClick={draft.retry}>
        Keep mine
      </button>
      <button type="button" className="btn s" onClick={draft.takeTheirs}>
        Take theirs
      </button>
    </p>
  )
}

/** Backspace at the start of a beat: it becomes the end of the one before. */
function join(draft: Draft, id: string, select: (beat: string) => void): void {
  const place = placeOf(draft.board, id)
  const shot = place === undefined ? undefined : draft.board.shots[place.shot]
  const [before, own] = [shot?.beats[(place?.beat ?? 0) - 1], shot?.beats[place?.beat ?? 0]]
  if (before === undefined || own === undefined) return
  draft.change(changeBeat(removeBeat(draft.board, id), before.id, { prompt: `${before.prompt} ${own.prompt}`.trim() }))
  select(before.id)
  requestAnimationFrame(() => focusPrompt(before.id))
}

function focusPrompt(beat: string, all = false): void {
  const field = document.querySelector<HTMLTextAreaElement>(`[data-beat="${CSS.escape(beat)}"] textarea`)
  field?.focus()
  if (all) field?.select()
}
