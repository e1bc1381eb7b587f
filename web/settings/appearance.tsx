import type { ReactNode } from 'react'
import { Segmented } from '../pieces/segmented.tsx'
import { type Preference, usePreference } from '../preferences.ts'

const rows: readonly {
  readonly name: Preference
  readonly label: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}[] = [
  {
    name: 'theme',
    label: 'Theme',
    choices: [
      { value: 'system', label: 'As the system' },
      { value: 'light', label: 'Light' },
      { value: 'dark', label: 'Dark' },
    ],
  },
  {
    name: 'textSize',
    label: 'Text size',
    choices: [
      { value: 's', label: 'Small' },
      { value: 'm', label: 'Medium' },
      { value: 'l', label: 'Large' },
    ],
  },
  {
    name: 'lights',
    label: 'Around pictures in Select',
    choices: [
      { value: 'paper', label: 'Paper' },
      { value: 'grey', label: 'Grey' },
      { value: 'black', label: 'Black' },
    ],
  },
  {
    name: 'wallSize',
    label: 'Size of the wall',
    choices: [
      { value: 'list', label: 'List' },
      { value: 's', label: 'S' },
      { value: 'm', label: 'M' },
      { value: 'l', label: 'L' },
    ],
  },
]

/** How the page looks in this browser. */
export function Appearance(): ReactNode {
  return (
    <>
      <h1>Appearance</h1>
      <p className="ld serif">These stay in this browser. Less motion follows the setting of your system.</p>
      {rows.map((row) => (
        <Row key={row.name} {...row} />
      ))}
    </>
  )
}

function Row({ name, label, choices }: (typeof rows)[number]): ReactNode {
  const [value, set] = usePreference(name)
  return (
    <section className="prov setrow">
      <h2>{label}</h2>
      <Segmented label={label} value={value} choices={choices} onChange={set} />
    </section>
  )
}
