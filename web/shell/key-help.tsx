import { type ReactNode, useSyncExternalStore } from 'react'
import { keyboard } from '../keys/use-keys.ts'
import { Dialog } from '../pieces/dialog.tsx'

const names: Readonly<Record<string, string>> = {
  mod: /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
}

/** Keys as they stand on a keyboard: `mod+k` becomes two caps. */
export function Caps({ keys }: { readonly keys: string }): ReactNode {
  const caps = keys.split(' ').flatMap((chord) => (chord === '+' ? ['+'] : chord.split('+')))
  return (
    <span className="caps">
      {caps.map((cap, index) => (
        // The same cap may stand twice, and the row never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <kbd key={index}>{names[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap)}</kbd>
      ))}
    </span>
  )
}

/** The keys of the screen that is open. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const scopes = useSyncExternalStore(keyboard.subscribe, keyboard.scopes)
  return (
    <Dialog label="Keys for this screen" className="dlg keyhelp" onClose={onClose}>
      <h2 className="disp">Keys</h2>
      {scopes.map((scope) => (
        <section key={scope.title} aria-label={scope.title}>
          <h3 className="edge">{scope.title}</h3>
          <dl>
            {scope.bindings
              .filter((binding) => binding.hidden !== true)
              .map((binding) => (
                <div key={binding.keys}>
                  <dt>{binding.label}</dt>
                  <dd>
                    <Caps keys={binding.keys} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <div className="da">
        <button type="button" className="btn p" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
    </Dialog>
  )
}
