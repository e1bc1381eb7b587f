import type { ReactNode } from 'react'
import { usePreference } from '../preferences.ts'
import { Caps } from '../shell/key-help.tsx'

type Line = readonly [keys: string, label: string]

const groups: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  {
    title: 'Everywhere',
    lines: [
      ['mod+k', 'Commands, boards, beats'],
      ['/', 'Search'],
      ['g b', 'Boards'],
      ['g e', 'Edit'],
      ['g g', 'Generate'],
      ['g s', 'Select'],
      ['g ,', 'Settings'],
      ['t', 'Theme: light, dark, system'],
      ['?', 'Keys for the screen'],
    ],
  },
  {
    title: 'Generate',
    lines: [
      ['ArrowUp', 'Move in the grid'],
      ['Enter', 'Open in Select'],
      ['1', 'Pick a style for the row'],
      ['g', 'The price first; Enter starts'],
      ['p', 'Pause, resume'],
      ['r', 'Retry or new take: the price first'],
      ['shift+r', 'Retry all failed'],
      ['e', 'Prompt'],
      ['f', 'Follow the run'],
      ['v', 'Size: list, S, M, L'],
    ],
  },
  {
    title: 'Select',
    lines: [
      ['1', 'Pick a style'],
      ['0', 'Clear the pick'],
      ['ArrowLeft', 'Beat before'],
      ['ArrowRight', 'Next beat'],
      ['ArrowUp', 'Another take'],
      ['r', 'New take, taken back within 1.5 s'],
      ['u', 'Undo'],
      ['c', 'Continuity'],
      ['w', 'Wipe'],
      ['o', 'Onion skin'],
      ['d', 'Difference'],
      ['z', 'Zoom'],
      ['l', 'Lights'],
      ['i', 'Details'],
    ],
  },
  {
    title: 'Edit',
    lines: [
      ['n', 'Beat after'],
      ['shift+n', 'Beat before'],
      ['d', 'Duplicate the beat'],
      ['alt+ArrowUp', 'Move the beat'],
      ['x', 'Hard cut or continue'],
      ['mod+z', 'Undo'],
      ['g', 'The price first; Enter starts'],
    ],
  },
]

/** Every key, and the switch that turns single letters off. */
export function KeyboardSection(): ReactNode {
  const [single, setSingle] = usePreference('singleKeys')
  return (
    <>
      <h1>Keyboard</h1>
      <p className="ld serif">No single key spends money by itself: G shows the price and waits for Enter, R can be taken back.</p>
      <label className="st8 one">
        <input type="checkbox" checked={single === 'on'} onChange={(event) => setSingle(event.target.checked ? 'on' : 'off')} />
        Single-letter keys act. Turn this off when you speak to your computer or use a screen reader’s own letters.
      </label>
      {groups.map((group) => (
        <section className="prov keyhelp" key={group.title} aria-label={group.title}>
          <h2>{group.title}</h2>
          <dl>
            {group.lines.map(([keys, label]) => (
              <div key={keys + label}>
                <dt>{label}</dt>
                <dd>
                  <Caps keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}
