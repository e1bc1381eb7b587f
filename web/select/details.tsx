import type { ReactNode } from 'react'
import type { Style } from '../../src/browser.ts'
import type { TakeAnswer } from '../api/types.ts'
import { Dialog } from '../pieces/dialog.tsx'
import { priceOf } from '../words/money.ts'

/** How a take was made. */
export function Details({
  style,
  take,
  onClose,
}: {
  readonly style: Style
  readonly take: TakeAnswer | undefined
  readonly onClose: () => void
}): ReactNode {
  const rows: readonly (readonly [string, string | undefined])[] =
    take === undefined
      ? []
      : [
          ['Style', style.title ?? style.id],
          ['Take', `${take.take}${take.current ? ', the current one' : ''}`],
          ['Made by', take.by],
          ['Cost', take.costUsd === undefined ? undefined : priceOf(take.costUsd)],
          ['Made', take.madeAt === undefined ? undefined : new Date(take.madeAt).toLocaleString('en-GB')],
          ['Size', `${style.size.width} × ${style.size.height}`],
          ['Prompt as sent', take.prompt],
        ]
  return (
    <Dialog label="Details" className="dlg details" onClose={onClose}>
      <h2 className="disp">Details</h2>
      {take === undefined ? <p className="serif">There is no picture here yet.</p> : null}
      <dl className="kv">
        {rows
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className="da">
        <button type="button" className="btn p" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
    </Dialog>
  )
}
