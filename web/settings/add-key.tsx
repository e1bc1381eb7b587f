import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { ask, reasonOf } from '../api/http.ts'
import { queries } from '../api/queries.ts'
import type { KeyView, ProviderView } from '../api/types.ts'
import { Icon } from '../pieces/icon.tsx'
import { notes } from '../pieces/notes.tsx'

/** Writes one key. The field is read once, cleared at once, and its value is in no state of the page. */
export function AddKey({ provider, onSaved }: { readonly provider: ProviderView; readonly onSaved: () => void }): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  const domain = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<string>()
  const id = useId()
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const element = field.current
    const key = element?.value.trim() ?? ''
    if (element === null || key === '') return
    element.value = ''
    try {
      const account = domain.current?.value.trim() ?? ''
      const saved = await ask<KeyView>('PUT', `/keys/${encodeURIComponent(provider.id)}/${crypto.randomUUID().slice(0, 8)}`, {
        key,
        ...(account === '' ? {} : { domain: account }),
      })
      await queries.invalidateQueries({ queryKey: ['providers'] })
      notes.say(`Key ending ${saved.name.replace('…', '')} saved. It will not be shown again.`)
      onSaved()
    } catch (error) {
      setFailure(reasonOf(error))
    }
  }
  return (
    <form className="addk" onSubmit={(event) => void save(event)}>
      <div>
        <label className="lbl" htmlFor={id}>
          Add a key
        </label>
        <div className="fld">
          {/* The form was opened to write into it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <input id={id} ref={field} type="password" autoComplete="off" spellCheck={false} autoFocus />
          <Icon name="lock" />
        </div>
      </div>
      <div>
        <label className="lbl" htmlFor={`${id}-account`}>
          Account or project
        </label>
        <div className="fld">
          <input id={`${id}-account`} ref={domain} autoComplete="off" placeholder="its own" />
        </div>
      </div>
      <button type="submit" className="btn p">
        Save key
      </button>
      <p className="hint">
        {failure ??
          'Saved keys cannot be read back, by you or by anything else. To change one, remove it and add the new one. Keys of one account share its allowance.'}
        {provider.keyPage === undefined ? null : (
          <>
            {' '}
            <a href={provider.keyPage} target="_blank" rel="noreferrer">
              Where to get one
            </a>
          </>
        )}
      </p>
    </form>
  )
}
