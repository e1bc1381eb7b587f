import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { ask, reasonOf } from '../api/http.ts'
import { TopBar } from './top-bar.tsx'

/** Asked once where the studio is reached from another machine: the token goes, and a cookie comes. */
export function SignIn(): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<string>()
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const token = field.current?.value ?? ''
    if (field.current !== null) field.current.value = ''
    try {
      await ask('POST', '/login', { token })
      globalThis.location.reload()
    } catch (error) {
      setFailure(reasonOf(error))
    }
  }
  return (
    <>
      <TopBar />
      <main className="quiet-page">
        <h1>This studio asks for its token</h1>
        <p>It was given when Beatboard was started, as --token or BEATBOARD_TOKEN.</p>
        <form className="signin" onSubmit={(event) => void send(event)}>
          <label className="lbl" htmlFor="token">
            Token
          </label>
          <div className="fld">
            <input id="token" ref={field} type="password" autoComplete="current-password" />
          </div>
          {failure === undefined ? null : <p className="banner bad">{failure}</p>}
          <div className="da">
            <button type="submit" className="btn p">
              Sign in
            </button>
          </div>
        </form>
      </main>
    </>
  )
}
