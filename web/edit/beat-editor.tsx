import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { pictureAddress } from '../api/picture-address.ts'
import type { Snapshot } from '../api/types.ts'
import type { BeatPlace } from '../generate/wall-rows.ts'
import type { LiveBoard } from '../live/live-store.ts'
import { Icon } from '../pieces/icon.tsx'
import { Menu, type OpenMenu } from '../pieces/menu.tsx'
import { clock } from '../words/time.ts'
import { readTime } from './read-time.ts'

export interface BeatEditorProps {
  readonly snapshot: Snapshot
  readonly live: LiveBoard
  readonly place: BeatPlace
  readonly first: boolean
  readonly selected: boolean
  readonly onSelect: () => void
  readonly onPrompt: (prompt: string) => void
  readonly onSplit: (before: string, after: readonly string[]) => void
  readonly onJoin: () => void
  readonly onTransition: () => void
  readonly onTimes: (start: number | undefined, end: number | undefined) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
  readonly onDuplicate: () => void
}

/** One beat: thread, code, picture, prompt, time. */
export function BeatEditor(props: BeatEditorProps): ReactNode {
  const { snapshot, live, place, first, selected, onSelect, onTransition } = props
  const { beat } = place
  const [menu, setMenu] = useState<OpenMenu>()
  const thread = ['ed-r', place.cut ? 'cut' : 'cont', place.last ? 'last' : '', selected ? 'sel' : ''].filter(Boolean).join(' ')
  const working = snapshot.board.styles.some(
    (style) => live.run.phase === 'running' && live.facts.get(`${style.id}/${beat.id}`)?.startedAt !== undefined,
  )
  const items = [
    { label: 'Beat after', hint: 'N', run: () => props.onSplit(beat.prompt, ['A new beat']) },
    { label: 'Duplicate', hint: 'D', run: props.onDuplicate },
    { label: 'Move up', hint: 'Alt ↑', run: () => props.onMove(-1) },
    { label: 'Move down', hint: 'Alt ↓', run: () => props.onMove(1) },
    { label: 'Remove', run: props.onRemove },
  ]
  return (
    <li className={thread} data-beat={beat.id} onFocus={selected ? undefined : onSelect}>
      <div className="thread">
        <button type="button" className="tr" disabled={first} title="Change it, X" onClick={onTransition}>
          <Icon name={place.cut ? 'cut' : 'link'} />
          {place.cut ? 'Hard cut' : 'Continue'}
          <em>{place.cut ? 'from the style reference' : `from ${place.from}`}</em>
        </button>
      </div>
      <span className="code disp">{beat.id}</span>
      <Thumb snapshot={snapshot} live={live} beat={beat.id} />
      <div className="pr">
        <Prompt {...props} />
        <Stale snapshot={snapshot} live={live} place={place} />
        {beat.caption === undefined && beat.negativePrompt === undefined ? null : (
          <div className="ov">
            {beat.caption === undefined ? null : (
              <span className="chip">
                <Icon name="cc" />
                Caption: “{beat.caption}”
              </span>
            )}
            {beat.negativePrompt === undefined ? null : <span className="chip">Avoid: {beat.negativePrompt}</span>}
          </div>
        )}
        {working ? (
          <span className="st8">
            <i className="dot run" aria-hidden="true" />
            being made; changes count for the next take
          </span>
        ) : null}
      </div>
      <Times place={place} onTimes={props.onTimes} />
      <button
        type="button"
        className="ib"
        aria-label={`More for beat ${beat.id}`}
        aria-haspopup="menu"
        onClick={(event) => setMenu({ label: `Beat ${beat.id}`, items, at: event.currentTarget.getBoundingClientRect() })}
      >
        <Icon name="dots" />
      </button>
      {menu === undefined ? null : <Menu menu={menu} onClose={() => setMenu(undefined)} />}
    </li>
  )
}

function Prompt({ place, onPrompt, onSplit, onJoin }: BeatEditorProps): ReactNode {
  const { prompt, id } = place.beat
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      onSplit(value.slice(0, selectionStart).trim() || 'A new beat', [value.slice(selectionEnd).trim() || 'A new beat'])
    }
    if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && value !== '') {
      event.preventDefault()
      onJoin()
    }
  }
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const lines = event.clipboardData
      .getData('text')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
    if (lines.length < 2) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const [head = '', ...rest] = lines
    onSplit(`${value.slice(0, selectionStart)}${head}`, [...rest.slice(0, -1), `${rest.at(-1) ?? ''}${value.slice(selectionEnd)}`])
  }
  return (
    <div className="grow" data-words={`${prompt} `}>
      <textarea
        className="serif"
        aria-label={`Prompt of beat ${id}`}
        rows={1}
        value={prompt}
        onChange={(event) => onPrompt(event.target.value.replaceAll('\n', ' '))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
    </div>
  )
}

function Thumb({ snapshot, live, beat }: { readonly snapshot: Snapshot; readonly live: LiveBoard; readonly beat: string }): ReactNode {
  const pick = live.picks.get(beat)?.style
  const shown = [pick, ...snapshot.board.styles.map((style) => style.id)].find(
    (style) => style !== undefined && live.facts.get(`${style}/${beat}`)?.version !== undefined,
  )
  const version = shown === undefined ? undefined : live.facts.get(`${shown}/${beat}`)?.version
  return (
    <span className="thumb">
      {shown === undefined ? (
        <span className="tri-e" />
      ) : (
        <span className="ph">
          <img src={pictureAddress(snapshot.id, shown, beat, { v: version, width: 192 })} alt="" decoding="async" loading="lazy" />
        </span>
      )}
    </span>
  )
}

function Stale({ snapshot, live, place }: { readonly snapshot: Snapshot; readonly live: LiveBoard; readonly place: BeatPlace }): ReactNode {
  const whys = snapshot.board.styles.map((style) => live.stale.get(`${style.id}/${place.beat.id}`)).filter((why) => why !== undefined)
  if (whys.length === 0) return null
  const why = whys[0] ?? ''
  const many = whys.length === 1 ? '1 image is out of date' : `${whys.length} images are out of date`
  return (
    <p className="stale">
      {why.charAt(0).toUpperCase() + why.slice(1)}. {many}, kept until you replace {whys.length === 1 ? 'it' : 'them'}.
    </p>
  )
}

function Times({ place, onTimes }: Pick<BeatEditorProps, 'place' | 'onTimes'>): ReactNode {
  const { beat } = place
  if (beat.start === undefined) return <span className="tm" />
  const length = beat.end === undefined ? undefined : beat.end - beat.start
  return (
    <span className="tm num">
      <TimeField
        label={`Start of beat ${beat.id}`}
        shown={clock(beat.start)}
        onTime={(text) => readTime(text, beat.start ?? 0)}
        onSet={(start) => onTimes(start, length === undefined ? undefined : start + length)}
      />
      {length === undefined ? null : (
        <TimeField
          label={`Length of beat ${beat.id}`}
          shown={`${Math.round(length * 10) / 10} s`}
          onTime={(text) => readTime(text, length)}
          onSet={(next) => onTimes(undefined, (beat.start ?? 0) + next)}
        />
      )}
    </span>
  )
}

function TimeField({
  label,
  shown,
  onTime,
  onSet,
}: {
  readonly label: string
  readonly shown: string
  readonly onTime: (text: string) => number | undefined
  readonly onSet: (seconds: number) => void
}): ReactNode {
  const [text, setText] = useState<string>()
  const leave = (): void => {
    const seconds = text === undefined ? undefined : onTime(text)
    setText(undefined)
    if (seconds !== undefined) onSet(seconds)
  }
  return (
    <input
      aria-label={label}
      value={text ?? shown}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
