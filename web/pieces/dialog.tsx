import { type ReactNode, useEffect, useRef } from 'react'

/** A native modal dialog: focus comes back, Esc closes, the page behind is inert. */
export function Dialog({
  label,
  className,
  onClose,
  children,
}: {
  readonly label: string
  readonly className?: string
  readonly onClose: () => void
  readonly children: ReactNode
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    // The backdrop is part of the dialog: a press on it closes, and Esc is the key for the same.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-label={label}
      className={`floating ${className ?? ''}`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      {children}
    </dialog>
  )
}
