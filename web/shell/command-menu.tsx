import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { Dialog } from '../pieces/dialog.tsx'
import { Icon, type IconName } from '../pieces/icon.tsx'
import { Caps } from './key-help.tsx'

export interface Command {
  readonly label: string
  readonly icon: IconName
  readonly keys?: string
  readonly run: () => void
}

const shown = 9

/** Commands, boards and beats by a few letters of their words. */
export function CommandMenu({ commands, onClose }: { readonly commands: readonly Command[]; readonly onClose: () => void }): ReactNode {
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const found = matching(commands, asked).slice(0, shown)
  const choose = (command: Command | undefined): void => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setAt((at + step + found.length) % found.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(found[at])
    }
  }
  return (
    <Dialog label="Commands" className="pal2" onClose={onClose}>
      <div className="fld">
        <Icon name="search" />
        <input
          role="combobox"
          aria-label="Search commands, boards and beats"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          // The menu was opened to type into it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          placeholder="A command, a board, a beat"
          value={asked}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setAsked(event.target.value)
            setAt(0)
          }}
        />
      </div>
      <div role="listbox" id={id} aria-label="Results" className="results">
        {found.map((command, index) => (
          // Keys act in the field above, as a combobox has it.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={command.label}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => {
              choose(command)
            }}
          >
            <Icon name={command.icon} />
            <span>{command.label}</span>
            {command.keys === undefined ? null : <Caps keys={command.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="hint none">Nothing called ‘{asked}’.</p> : null}
    </Dialog>
  )
}

/** Every word asked for begins a word of the command, or stands in it; beginnings first. */
export function matching(commands: readonly Command[], asked: string): readonly Command[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands
  const rank = (command: Command): number => {
    const label = command.label.toLowerCase()
    if (!words.every((word) => label.includes(word))) return 0
    return label.split(/\s+/).some((part) => part.startsWith(words[0] ?? '')) ? 2 : 1
  }
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((each) => each.rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map((each) => each.command)
}
