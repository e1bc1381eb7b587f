import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { dispatcherWith } from './dispatcher.ts'

test('the time limit of a dispatcher counts, so a limit of none does too', async () => {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const dispatcher = dispatcherWith({ headersTimeout: 1 })
  const asked = fetch(`http://127.0.0.1:${port}/`, { ...(dispatcher && { dispatcher }) })
  await expect(asked).rejects.toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } })
})
