import type { ReactNode } from 'react'

export type IconName =
  | 'alert'
  | 'book'
  | 'cc'
  | 'check'
  | 'clock'
  | 'coin'
  | 'cut'
  | 'dots'
  | 'down'
  | 'down2'
  | 'film'
  | 'folder'
  | 'gear'
  | 'grip'
  | 'kb'
  | 'key'
  | 'left'
  | 'link'
  | 'lock'
  | 'moon'
  | 'next'
  | 'pause'
  | 'pencil'
  | 'play'
  | 'plus'
  | 'retry'
  | 'right'
  | 'search'
  | 'steps'
  | 'sun'
  | 'video'
  | 'wand'
  | 'wifi'

/** A drawing of the sprite in `index.html`; decoration, so the words stand beside it. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  )
}

/** The blue pencil's ring around a picked picture; the words "Your pick" go with it. */
export function Ring(): ReactNode {
  return (
    <svg className="ring" aria-hidden="true">
      <use href="#ring" />
    </svg>
  )
}

/** The hand-drawn tick beside "Your pick". */
export function Tick(): ReactNode {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      <use href="#tick" />
    </svg>
  )
}

/** The product's mark: three frames, the middle one marked. */
export function Mark(): ReactNode {
  return (
    <svg viewBox="0 0 30 24" aria-hidden="true" fill="none">
      <path d="M2.5 7H9v14H2.5zM21 7h6.5v14H21z" stroke="currentColor" strokeWidth="1.8" />
      <path d="M11.2 2.5h7.6V18h-7.6z" fill="var(--pencil)" />
      <path d="M11 22.3C13.5 21.3 16.5 21.2 19.2 21.9" stroke="var(--pencil)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
