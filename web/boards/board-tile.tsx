import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { told } from '../api/deeds.ts'
import { ask } from '../api/http.ts'
import { pictureAddress } from '../api/picture-address.ts'
import { queries } from '../api/queries.ts'
import type { BoardCard } from '../api/types.ts'
import { useNow } from '../live/clock.ts'
import { Dialog } from '../pieces/dialog.tsx'
import { Icon } from '../pieces/icon.tsx'
import { Menu, type OpenMenu } from '../pieces/menu.tsx'
import { ago } from '../words/time.ts'
import { kindIcons, kindNames, sizeWords, statusWords } from './board-words.ts'

/** One board: a triptych of one beat in its styles, its title, and one line on how it stands. */
export function BoardTile({ card }: { readonly card: BoardCard }): ReactNode {
  const [menu, setMenu] = useState<OpenMenu>()
  const [asking, setAsking] = useState<'rename' | 'delete'>()
  const [, go] = useLocation()
  const now = useNow()
  const { dot, words } = statusWords(card)
  const items = [
    { label: 'Open', run: () => go(`/b/${card.id}/generate`) },
    { label: 'Edit', run: () => go(`/b/${card.id}/edit`) },
    { label: 'Rename', run: () => setAsking('rename') },
    { label: 'Move to the trash', run: () => setAsking('delete') },
  ]
  return (
    <>
      <Link className="bcard" href={`/b/${card.id}/generate`}>
        <Triptych card={card} />
        <span className="bc-t">
          <span className="disp">{card.title}</span>
        </span>
        <span className="bc-m">
          <span>
            <Icon name={kindIcons[card.kind]} />
            {kindNames[card.kind]}
          </span>
          <span className="muted">{sizeWords(card)}</span>
        </span>
        <span className="bc-f">
          <span className="st8">
            <i className={`dot ${dot}`} aria-hidden="true" />
            {words}
          </span>
          <span className="muted">{ago(new Date(card.updatedAt), new Date(now))}</span>
        </span>
      </Link>
      <button
        type="button"
        className="ib bc-menu"
        aria-label={`More for ${card.title}`}
        aria-haspopup="menu"
        onClick={(event) => setMenu({ label: card.title, items, at: event.currentTarget.getBoundingClientRect() })}
      >
        <Icon name="dots" />
      </button>
      {menu === undefined ? null : <Menu menu={menu} onClose={() => setMenu(undefined)} />}
      {asking === undefined ? null : <NameDialog card={card} deed={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

/** One scene cut into three styles; a style without its picture leaves its third empty. */
function Triptych({ card }: { readonly card: BoardCard }): ReactNode {
  const parts = card.cover?.styles ?? card.styles.slice(0, 3).map((style) => ({ style: style.id, here: false }))
  const shown = parts.slice(0, 3)
  return (
    <span className="tri cover" aria-hidden="true">
      {shown.map((part, index) =>
        part.here && card.cover !== undefined ? (
          <span className="ph" key={part.style}>
            <img
              src={pictureAddress(card.id, part.style, card.cover.beat, { width: 768, v: 'v' in part ? part.v : undefined })}
              alt=""
              decoding="async"
              loading="lazy"
              style={{ width: `${shown.length * 100}%`, left: `-${index * 100}%` }}
            />
          </span>
        ) : (
          <span className="tri-e" key={part.style} />
        ),
      )}
    </span>
  )
}

function NameDialog({
  card,
  deed,
  onClose,
}: {
  readonly card: BoardCard
  readonly deed: 'rename' | 'delete'
  readonly onClose: () => void
}): ReactNode {
  const [name, setName] = useState(deed === 'rename' ? card.title : '')
  const deleting = deed === 'delete'
  const ready = deleting ? name === card.title : name.trim() !== '' && name !== card.title
  const act = async (): Promise<void> => {
    onClose()
    const path = `/boards/${encodeURIComponent(card.id)}`
    await told(() => (deleting ? ask('DELETE', path, { name }) : ask('PATCH', path, { title: name.trim() })))
    await queries.invalidateQueries({ queryKey: ['boards'] })
  }
  return (
    <Dialog label={deleting ? 'Move to the trash' : 'Rename'} className="dlg" onClose={onClose}>
      <h2 className="disp">{deleting ? `Move ‘${card.title}’ to the trash?` : 'Rename'}</h2>
      {deleting ? <p className="serif">It can be brought back for 30 days. Type its name to go on.</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void act()
        }}
      >
        <label className="lbl" htmlFor="board-name">
          Name
        </label>
        <div className="fld">
          <input id="board-name" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="da">
          <button type="button" className="btn" onClick={onClose}>
            Not now
          </button>
          <button type="submit" className="btn p" disabled={!ready}>
            {deleting ? 'Move to the trash' : 'Rename'}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
