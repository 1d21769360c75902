// Debian's Chromium where it is installed; browser stories skip themselves, in one line, where it is not.
import { existsSync } from 'node:fs'

const PLACES = [process.env.SONGHE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const findBrowser = (): string | undefined => PLACES.find((place) => place && existsSync(place))

export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]
