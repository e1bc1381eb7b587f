import { type ComponentType, type ReactNode, Suspense, lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import type { Stream } from './live/stream.ts'
import { NotesRegion } from './pieces/notes.tsx'
import { ConnectionBanner } from './shell/connection-banner.tsx'
import { Overlays } from './shell/overlays.tsx'
import { SignIn } from './shell/sign-in.tsx'
import { useSession } from './api/queries.ts'

const Boards = screen(() => import('./boards/boards-screen.tsx').then((file) => file.BoardsScreen))
const Generate = screen(() => import('./generate/generate-screen.tsx').then((file) => file.GenerateScreen))
const Select = screen(() => import('./select/select-screen.tsx').then((file) => file.SelectScreen))
const Edit = screen(() => import('./edit/edit-screen.tsx').then((file) => file.EditScreen))
const Settings = screen(() => import('./settings/settings-screen.tsx').then((file) => file.SettingsScreen))
const Later = screen(() => import('./shell/later-screen.tsx').then((file) => file.LaterScreen))
const Nowhere = screen(() => import('./shell/later-screen.tsx').then((file) => file.NowhereScreen))

/** The whole page: one screen at a time, each loaded when it is first gone to. */
export function App({ stream }: { readonly stream: Stream }): ReactNode {
  const session = useSession().data
  if (session?.needsToken === true && !session.signedIn) return <SignIn />
  return (
    <>
      <ConnectionBanner stream={stream} />
      <Suspense fallback={<div className="top" />}>
        <Switch>
          <Route path="/">{() => <Boards />}</Route>
          <Route path="/new">{() => <Boards creating />}</Route>
          <Route path="/b/:board">{({ board }) => <Redirect to={`/b/${board}/generate`} replace />}</Route>
          <Route path="/b/:board/edit">{({ board }) => <Edit board={board} key={board} />}</Route>
          <Route path="/b/:board/generate">{({ board }) => <Generate board={board} key={board} />}</Route>
          <Route path="/b/:board/select">{({ board }) => <Select board={board} key={board} />}</Route>
          <Route path="/b/:board/watch">{({ board }) => <Later board={board} stage="watch" />}</Route>
          <Route path="/b/:board/export">{({ board }) => <Later board={board} stage="export" />}</Route>
          <Route path="/settings">{() => <Redirect to="/settings/providers" replace />}</Route>
          <Route path="/settings/:section">{({ section }) => <Settings section={section} />}</Route>
          <Route>{() => <Nowhere />}</Route>
        </Switch>
      </Suspense>
      <Overlays />
      <NotesRegion />
    </>
  )
}

function screen<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return lazy(async () => ({ default: await load() }))
}
