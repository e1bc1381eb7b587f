import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from '../pieces/icon.tsx'
import { TopBar } from '../shell/top-bar.tsx'
import { Appearance } from './appearance.tsx'
import { Budgets } from './budgets.tsx'
import { KeyboardSection } from './keyboard-section.tsx'
import { Providers } from './providers.tsx'
import './settings.css'

const sections: readonly { readonly id: string; readonly label: string; readonly icon: IconName; readonly part: () => ReactNode }[] = [
  { id: 'providers', label: 'Providers and keys', icon: 'key', part: Providers },
  { id: 'budgets', label: 'Budgets', icon: 'coin', part: Budgets },
  { id: 'appearance', label: 'Appearance', icon: 'sun', part: Appearance },
  { id: 'keyboard', label: 'Keyboard', icon: 'kb', part: KeyboardSection },
]

/** Settings: who draws and with which keys, what may be spent, how the page looks, which keys act. */
export function SettingsScreen({ section }: { readonly section: string }): ReactNode {
  const shown = sections.find((each) => each.id === section) ?? sections[0]
  useEffect(() => {
    document.title = 'Settings · Beatboard'
  }, [])
  const Part = shown?.part
  return (
    <>
      <TopBar title="Settings" />
      <div className="st2">
        <nav aria-label="Settings">
          {sections.map(({ id, label, icon }) => (
            <Link key={id} href={`/settings/${id}`} aria-current={id === shown?.id ? 'page' : undefined}>
              <Icon name={icon} />
              {label}
            </Link>
          ))}
        </nav>
        <main>{Part === undefined ? null : <Part />}</main>
      </div>
    </>
  )
}
