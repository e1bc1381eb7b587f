import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { ask, isRefusal, reasonOf } from '../api/http.ts'
import { queries } from '../api/queries.ts'
import type { BoardMade, ListAnswer } from '../api/types.ts'
import { Dialog } from '../pieces/dialog.tsx'
import { Icon } from '../pieces/icon.tsx'
import { clock } from '../words/time.ts'
import { count } from './board-words.ts'
import { exampleOf, exampleTitle } from './examples.ts'

const waitMs = 250

type Understood =
  | { readonly kind: 'nothing' | 'reading' }
  | { readonly kind: 'good'; readonly answer: ListAnswer }
  | { readonly kind: 'bad'; readonly why: string; readonly line: number | undefined }

/** New board: paste anything on the left; the right says what was understood, before anything is made. */
export function NewBoard({
  kind,
  example,
  dropped,
  onClose,
}: {
  readonly kind: string | undefined
  readonly example: string | undefined
  readonly dropped: { readonly text: string; readonly name: string } | undefined
  readonly onClose: () => void
}): ReactNode {
  const [text, setText] = useState(dropped?.text ?? (example === undefined ? '' : exampleOf(example)))
  const [name, setName] = useState(dropped?.name)
  const [title, setTitle] = useState(example === undefined ? '' : exampleTitle(example))
  const [failure, setFailure] = useState<string>()
  const [, go] = useLocation()
  const understood = useUnderstood(text, name)
  const make = async (): Promise<void> => {
    try {
      const made = await ask<BoardMade>('POST', '/boards', {
        text,
        ...(name === undefined ? {} : { name }),
        ...(title.trim() === '' ? {} : { title: title.trim() }),
      })
      await queries.invalidateQueries({ queryKey: ['boards'] })
      go(`/b/${made.id}/generate`)
    } catch (error) {
      setFailure(reasonOf(error))
    }
  }
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setText(await file.text())
    setName(file.name)
  }
  return (
    <Dialog label="New board" className="newboard" onClose={onClose}>
      <div className="nb-l">
        <label className="lbl disp" htmlFor="list">
          New board
        </label>
        <textarea
          id="list"
          className="serif"
          // The sheet was opened to paste into it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          spellCheck={false}
          value={text}
          placeholder={placeholderOf(kind)}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="nb-f">
          <label className="btn s">
            <Icon name="folder" />
            Open a file
            <input className="vh" type="file" onChange={(event) => void readFile(event.target.files?.[0])} />
          </label>
          <button
            type="button"
            className="btn s q"
            onClick={() => {
              setText(exampleOf(kind))
              setTitle(exampleTitle(kind))
            }}
          >
            Use an example
          </button>
        </div>
      </div>
      <section className="nb-r" aria-label="What was understood" aria-live="polite">
        <UnderstoodPart understood={understood} title={title.trim()} />
        <div className="nb-b">
          {understood.kind === 'good' ? (
            <>
              <label className="lbl" htmlFor="new-title">
                Title
              </label>
              <div className="fld">
                <input
                  id="new-title"
                  autoComplete="off"
                  placeholder={understood.answer.board.title}
                  value={title}
                  onChange={(event) => setTitle(event.target.value)}
                />
              </div>
            </>
          ) : null}
          {failure === undefined ? null : <p className="banner bad">{failure}</p>}
          <div className="da">
            <button type="button" className="btn" onClick={onClose}>
              Not now
            </button>
            <button type="button" className="btn p" disabled={understood.kind !== 'good'} onClick={() => void make()}>
              Make the board
            </button>
          </div>
        </div>
      </section>
    </Dialog>
  )
}

function useUnderstood(text: string, name: string | undefined): Understood {
  const [understood, setUnderstood] = useState<Understood>({ kind: 'nothing' })
  useEffect(() => {
    if (text.trim() === '') {
      setUnderstood({ kind: 'nothing' })
      return undefined
    }
    let stale = false
    const settle = (next: Understood): void => {
      if (!stale) setUnderstood(next)
    }
    const timer = setTimeout(() => {
      ask<ListAnswer>('POST', '/lists', { text, ...(name === undefined ? {} : { name }) }).then(
        (answer) => settle({ kind: 'good', answer }),
        (error: unknown) => settle({ kind: 'bad', why: reasonOf(error), line: isRefusal(error) ? error.problem.line : undefined }),
      )
    }, waitMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text, name])
  return understood
}

function UnderstoodPart({ understood, title }: { readonly understood: Understood; readonly title: string }): ReactNode {
  switch (understood.kind) {
    case 'nothing':
    case 'reading':
      return (
        <div className="nb-n">
          <p className="disp">One line, one beat.</p>
          <p className="serif sec">
            Or JSON from the prompt step, timed sections, CSV, Markdown, Fountain, subtitles, a list of steps. An empty line begins a new
            shot.
          </p>
        </div>
      )
    case 'bad':
      return (
        <div className="nb-n">
          <p className="st8 bad">
            <i className="dot er" aria-hidden="true" />
            {understood.line === undefined ? 'Not understood' : `Line ${understood.line}`}
          </p>
          <p className="serif">{understood.why}</p>
        </div>
      )
    case 'good':
      return <Good answer={understood.answer} title={title} />
  }
}

function Good({ answer, title }: { readonly answer: ListAnswer; readonly title: string }): ReactNode {
  const { board, shots, beats, seconds, hardCuts, format, ignored, warnings } = answer
  const cuts = hardCuts.length === 0 ? '' : `hard cuts at ${hardCuts.slice(0, 4).join(', ')}${hardCuts.length > 4 ? ' …' : ''}`
  const facts = [count(shots, 'shot'), count(beats, 'beat'), seconds === undefined ? '' : clock(seconds), cuts]
  return (
    <div className="nb-g">
      <p className="edge">Understood as {format}</p>
      <p className="disp">{title === '' ? board.title : title}</p>
      <p className="sec">{facts.filter(Boolean).join(', ')}</p>
      <p className="hint">In {board.styles.map((style) => style.title ?? style.id).join(', ')}.</p>
      <ol>
        {board.shots
          .flatMap((shot) => shot.beats)
          .slice(0, 40)
          .map((beat) => (
            <li key={beat.id}>
              <span className="disp">{beat.id}</span>
              <span className="serif">{beat.prompt}</span>
            </li>
          ))}
      </ol>
      {beats > 40 ? <p className="hint">and {beats - 40} more</p> : null}
      {ignored.length === 0 ? null : <p className="hint">Kept, but not used: {ignored.join(', ')}.</p>}
      {warnings.map((warning) => (
        <p className="hint warn" key={warning}>
          {warning}
        </p>
      ))}
    </div>
  )
}

function placeholderOf(kind: string | undefined): string {
  switch (kind) {
    case 'timeline':
      return '0:00-0:06 Wide. The island at dusk.\n0:06-0:11 A rowing boat pulls toward the rock.'
    case 'story':
      return '{"title": "The Fox Who Borrowed the Moon", "pages": [{"text": "…", "imagePrompt": "…"}]}'
    case 'steps':
      return '1. Saw the legs to length\n2. Glue and clamp the box\n3. Sand the edges'
    case undefined:
    default:
      return 'Paste anything.\n\nWide. The island at dusk, the lamp already lit.\nA rowing boat pulls toward the rock.'
  }
}
