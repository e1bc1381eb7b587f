import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

export interface MenuItem {
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly run: () => void
}

export interface OpenMenu {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Where it hangs: the button's box. */
  readonly at: DOMRect
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** The one menu of a screen, in the top layer, with roving focus. */
export function Menu({ menu, onClose }: { readonly menu: OpenMenu; readonly onClose: () => void }): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const element = list.current
    element?.showPopover()
    element?.querySelector('button')?.focus()
    return () => {
      element?.hidePopover()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const left = Math.max(8, Math.min(menu.at.right - 232, globalThis.innerWidth - 240))
  const below = menu.at.bottom + 6 + menu.items.length * 36 < globalThis.innerHeight
  const place = below ? { top: menu.at.bottom + 6 } : { bottom: globalThis.innerHeight - menu.at.top + 6 }
  return (
    <div
      ref={list}
      popover="auto"
      role="menu"
      aria-label={menu.label}
      className="menu floating"
      style={{ left, ...place }}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose()
      }}
      onKeyDown={move}
    >
      {menu.items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={item.disabled}
          onClick={() => {
            onClose()
            item.run()
          }}
        >
          <span>{item.label}</span>
          {item.hint === undefined ? null : <span className="muted">{item.hint}</span>}
        </button>
      ))}
    </div>
  )
}

function move(event: KeyboardEvent<HTMLDivElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll('button')]
  const at = items.indexOf(document.activeElement as HTMLButtonElement)
  items[(at + step + items.length) % items.length]?.focus()
}
