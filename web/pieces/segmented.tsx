import { type ReactNode, useId } from 'react'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: ReactNode
}

/** One of a few, side by side: a radio group. */
export function Segmented<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
}): ReactNode {
  const name = useId()
  return (
    <fieldset className="seg" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} data-on={choice.value === value ? '' : undefined}>
          <input
            className="vh"
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => {
              onChange(choice.value)
            }}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
