import type { ReactNode } from 'react'
import { TopBar } from '../shell/top-bar.tsx'

export function SettingsScreen(_props: { readonly board?: string; readonly section?: string }): ReactNode {
  return <TopBar />
}
