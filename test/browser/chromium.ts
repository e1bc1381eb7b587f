import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
const installer = 'apt-get'
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The system's Chromium, installed with apt where it is missing; says what to do where that cannot be done. `CHROMIUM_PATH` names another. */
export function findChromium(): string {
  const found = present()
  if (found !== undefined) return found
  try {
    execFileSync(installer, ['update', '-qq'], { stdio: 'ignore' })
    execFileSync(installer, ['install', '-y', '-qq', 'chromium'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  } catch (cause) {
    throw new Error('The browser tests need Chromium, and it could not be installed. Install it, or name it with CHROMIUM_PATH.', { cause })
  }
  const installed = present()
  if (installed === undefined) throw new Error('Chromium was installed, but it is in none of the usual places. Name it with CHROMIUM_PATH.')
  return installed
}

function present(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && existsSync(named)) return named
  return places.find((place) => existsSync(place))
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flags })
}
