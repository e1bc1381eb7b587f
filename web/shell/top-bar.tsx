import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Icon, Mark } from '../pieces/icon.tsx'
import { Menu, type OpenMenu } from '../pieces/menu.tsx'
import { shell } from './shell-state.ts'
import { ThemeSwitch } from './theme-switch.tsx'

export type Stage = 'edit' | 'generate' | 'select' | 'watch' | 'export'

export const stages: readonly { readonly stage: Stage; readonly label: string }[] = [
  { stage: 'edit', label: 'Edit' },
  { stage: 'generate', label: 'Generate' },
  { stage: 'select', label: 'Select' },
  { stage: 'watch', label: 'Watch' },
  { stage: 'export', label: 'Export' },
]

export interface TopBarProps {
  readonly title?: string
  /** Where the stages lead; none outside of a board. */
  readonly board?: string
  readonly current?: Stage
  readonly counts?: Partial<Readonly<Record<Stage, string>>>
  readonly pill?: ReactNode
  readonly spend?: string
}

/** The bar at the top, the same everywhere: home, title, the five stages, the run, money, search, theme, settings. */
export function TopBar({ title, board, current, counts = {}, pill, spend }: TopBarProps): ReactNode {
  return (
    <header className="top">
      <div className="lead">
        <Link className="brand" href="/" aria-label="Beatboard, all boards">
          <Mark />
          <span className={title === undefined || board === undefined ? '' : 'vh'}>Beatboard</span>
        </Link>
        {title === undefined ? null : (
          <>
            <span className="sep" />
            {board === undefined || current === 'edit' ? <p className="crumb">{title}</p> : <h1 className="crumb">{title}</h1>}
          </>
        )}
      </div>
      {board === undefined ? <span /> : <Stages board={board} current={current} counts={counts} />}
      <div className="tools">
        {pill}
        {spend === undefined ? null : <span className="spend">{spend}</span>}
        {board === undefined ? null : <StagesMenu board={board} counts={counts} />}
        <button
          type="button"
          className="ib wide"
          aria-label="Commands, Ctrl K"
          onClick={() => {
            shell.open('commands')
          }}
        >
          <Icon name="search" />
        </button>
        <ThemeSwitch />
        <Link className="ib" href="/settings/providers" aria-label="Settings">
          <Icon name="gear" />
        </Link>
      </div>
    </header>
  )
}

function Stages({
  board,
  current,
  counts,
}: {
  readonly board: string
  readonly current: Stage | undefined
  readonly counts: Partial<Readonly<Record<Stage, string>>>
}): ReactNode {
  return (
    <nav className="stages" aria-label="Stages">
      {stages.map(({ stage, label }) => (
        <Link key={stage} href={`/b/${board}/${stage}`} aria-current={stage === current ? 'page' : undefined}>
          {label}
          {counts[stage] === undefined ? null : <small> {counts[stage]}</small>}
          {stage === current ? (
            <svg aria-hidden="true" viewBox="0 0 100 9" preserveAspectRatio="none">
              <use href="#under" />
            </svg>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}

function StagesMenu({ board, counts }: { readonly board: string; readonly counts: Partial<Readonly<Record<Stage, string>>> }): ReactNode {
  const [menu, setMenu] = useState<OpenMenu>()
  const [, go] = useLocation()
  const items = stages.map(({ stage, label }) => ({
    label,
    ...(counts[stage] === undefined ? {} : { hint: counts[stage] }),
    run: () => {
      go(`/b/${board}/${stage}`)
    },
  }))
  return (
    <>
      <button
        type="button"
        className="ib stages-menu"
        aria-label="Stages"
        aria-haspopup="menu"
        onClick={(event) => {
          setMenu({ label: 'Stages', items, at: event.currentTarget.getBoundingClientRect() })
        }}
      >
        <Icon name="dots" />
      </button>
      {menu === undefined ? null : (
        <Menu
          menu={menu}
          onClose={() => {
            setMenu(undefined)
          }}
        />
      )}
    </>
  )
}
