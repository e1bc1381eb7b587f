import type { ReactNode } from 'react'
import { useNow } from '../live/clock.ts'
import { clock } from '../words/time.ts'
import type { CellView } from './cell-view.ts'

/** A cell of the list: a shape and a word. */
export function ListCell({ view, picked }: { readonly view: CellView; readonly picked: boolean }): ReactNode {
  return (
    <span className="st8">
      <i className={`dot ${dotOf(view)}`} aria-hidden="true" />
      <Word view={view} />
      {picked ? <b className="pk">Your pick</b> : null}
    </span>
  )
}

function Word({ view }: { readonly view: CellView }): ReactNode {
  switch (view.kind) {
    case 'picture':
      return view.tag === undefined ? 'Complete' : view.tagWords
    case 'generating':
      return 'Generating…'
    case 'cooling':
      return <Countdown until={view.until} />
    case 'error':
      return `Error, ${view.word.toLowerCase()}`
    case 'doubt':
      return 'In doubt'
    case 'pending':
    case 'blocked':
      return view.words
  }
}

function Countdown({ until }: { readonly until: number }): ReactNode {
  const now = useNow()
  return <>Waiting {clock((until - now) / 1000)}</>
}

function dotOf(view: CellView): string {
  switch (view.kind) {
    case 'picture':
      return view.tag === 'exists' ? 'ex' : 'ok'
    case 'generating':
      return 'run'
    case 'cooling':
      return 'cool'
    case 'error':
      return 'er'
    case 'doubt':
      return 'half'
    case 'blocked':
      return 'off'
    case 'pending':
      return ''
  }
}
