import { type ReactNode, useEffect, useRef } from 'react'
import { useNow } from '../live/clock.ts'
import { useStream } from '../live/follow.ts'
import type { Stream } from '../live/stream.ts'
import { Icon } from '../pieces/icon.tsx'
import { notes } from '../pieces/notes.tsx'

/** Says when the page no longer hears from the server, and when it does again. */
export function ConnectionBanner({ stream }: { readonly stream: Stream }): ReactNode {
  const { connection, newsAt } = useStream(stream)
  const before = useRef(connection)
  useEffect(() => {
    if (before.current !== 'live' && connection === 'live') notes.say('Connected again.', { quiet: true })
    before.current = connection
  }, [connection])
  if (connection === 'live') return null
  return (
    <div className="connection" role="alert">
      {connection === 'stopped' ? (
        <p className="banner bad">
          <Icon name="wifi" />
          <span>
            <b>Beatboard has stopped.</b> What was made is safe on disk. Start it again and this page goes on by itself.
          </span>
        </p>
      ) : (
        <p className="banner">
          <Icon name="wifi" />
          <span>
            <b>Reconnecting.</b> The run goes on without this tab. <LastNews newsAt={newsAt} />
          </span>
        </p>
      )}
    </div>
  )
}

function LastNews({ newsAt }: { readonly newsAt: number }): ReactNode {
  // The page's clock stands still while it is not live, so this reads the time itself when it is drawn.
  useNow()
  return <>Last news {Math.max(0, Math.round((Date.now() - newsAt) / 1000))} s ago.</>
}
