import type { ReactNode } from 'react'
import { Icon } from '../pieces/icon.tsx'
import { usePreference } from '../preferences.ts'

const themes = [
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
] as const

/** Light or dark; pressing the chosen one again goes back to the system's. */
export function ThemeSwitch(): ReactNode {
  const [theme, setTheme] = usePreference('theme')
  return (
    <fieldset className="th" aria-label="Theme">
      {themes.map(({ value, label, icon }) => (
        <label key={value} title={label} data-on={theme === value ? '' : undefined}>
          <input
            className="vh"
            type="radio"
            name="theme"
            checked={theme === value}
            onChange={() => {
              setTheme(value)
            }}
            onClick={() => {
              if (theme === value) setTheme('system')
            }}
          />
          <Icon name={icon} />
          <span className="vh">{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

const order = ['light', 'dark', 'system']

/** The theme after this one, as the key T walks through them. */
export function nextTheme(theme: string): string {
  return order[(order.indexOf(theme) + 1) % order.length] ?? 'system'
}
