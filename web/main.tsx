import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api/queries.ts'
import { App } from './app.tsx'
import { keyboard } from './keys/use-keys.ts'
import { follow } from './live/follow.ts'
import { live } from './live/live.ts'
import './styles/index.css'

// Before the first render, so that a key pressed at once is heard.
globalThis.addEventListener('keydown', keyboard.handle)
const stream = follow(live, queries)

const page = document.querySelector('#page')
if (page !== null)
  createRoot(page).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App stream={stream} />
      </QueryClientProvider>
    </StrictMode>,
  )
