import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useBoards } from '../api/queries.ts'
import { type Binding } from '../keys/keyboard.ts'
import { keyboard, useKeys } from '../keys/use-keys.ts'
import type { IconName } from '../pieces/icon.tsx'
import { preferences } from '../preferences.ts'
import { type Command, CommandMenu } from './command-menu.tsx'
import { KeyHelp } from './key-help.tsx'
import { shell, useOverlay } from './shell-state.ts'
import { nextTheme } from './theme-switch.tsx'
import { stages } from './top-bar.tsx'

const stageKeys: Readonly<Record<string, string>> = { edit: 'g e', generate: 'g g', select: 'g s', watch: 'g w', export: 'g x' }

/** Keys and overlays that are the same everywhere: commands, the map of keys, ways to go. */
export function Overlays(): ReactNode {
  const [path, go] = useLocation()
  const overlay = useOverlay()
  const board = /^\/b\/([^/]+)/.exec(path)?.[1]
  const ways: readonly Binding[] = [
    { keys: 'g b', label: 'Boards', run: () => go('/') },
    ...(board === undefined
      ? []
      : stages.map(({ stage, label }) => ({ keys: stageKeys[stage] ?? '', label, run: () => go(`/b/${board}/${stage}`) }))),
    { keys: 'g ,', label: 'Settings', run: () => go('/settings/providers') },
  ]
  useKeys('Everywhere', [
    { keys: 'mod+k', label: 'Commands, boards, beats', inDialog: true, run: () => shell.open('commands') },
    { keys: '?', label: 'Keys for this screen', run: () => shell.open('keys') },
    { keys: 't', label: 'Theme: light, dark, system', run: () => preferences.set('theme', nextTheme(preferences.get('theme'))) },
    ...ways,
  ])
  if (overlay === 'keys') return <KeyHelp onClose={() => shell.close()} />
  if (overlay === 'commands') return <Commands onClose={() => shell.close()} go={go} />
  return null
}

function Commands({ onClose, go }: { readonly onClose: () => void; readonly go: (path: string) => void }): ReactNode {
  const boards = useBoards().data?.boards ?? []
  const fromKeys = keyboard
    .scopes()
    .flatMap((scope) => scope.bindings)
    .filter((binding) => binding.hidden !== true && binding.keys !== 'mod+k')
    .map((binding): Command => ({ label: binding.label, icon: iconOf(binding.keys), keys: binding.keys, run: binding.run }))
  const toBoards = boards.map((board): Command => ({
    label: `Open ${board.title}`,
    icon: 'film',
    run: () => go(`/b/${board.id}/generate`),
  }))
  return <CommandMenu commands={[...fromKeys, ...toBoards]} onClose={onClose} />
}

function iconOf(keys: string): IconName {
  if (keys.startsWith('g ')) return 'right'
  return keys.endsWith('r') ? 'retry' : 'gear'
}
