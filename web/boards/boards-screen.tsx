import type { ReactNode } from 'react'
import { TopBar } from '../shell/top-bar.tsx'

export function BoardsScreen(_props: { readonly creating?: boolean }): ReactNode {
  return <TopBar />
}
