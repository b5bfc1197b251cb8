// A scene: a server with a furnished house, a browser, a company's site. Whatever a test opens here
// is closed with it; a test that fails tells what the server logged and what the pages showed.

import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { furnish, type House, type HouseOptions, type Person } from '../harness/house.ts'
import { Server } from '../harness/server.ts'
import { Desk } from './desk.ts'
import { Site, type SiteOptions } from './site.ts'
import { Widget } from './widget.ts'
import type { Locale } from './words.ts'

/** For every wait of a page; a busy machine with two cores is slow, but not dead. */
const WAIT_MS = Number(process.env.PARLEY_WAIT_MS ?? 15_000)
const TEST_WITHIN_MS = 90_000
const AFTERWARDS_MS = 30_000 // To tell what went wrong, and to close.
const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const PICTURES = resolve(import.meta.dirname, '../../build/log/e2e')

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface PageOptions {
  locale?: Locale
  dark?: boolean
  phone?: boolean
  /** Goes on past the warning about a certificate the server made itself. */
  trusting?: boolean
}

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: CHROMIUM_ARGS,
  })
}

export class Scene {
  readonly server: Server
  readonly browser: Browser
  /** Errors that no page caught; a test ends with none. */
  readonly errors: string[] = []
  #house: House | undefined
  readonly #sites: Site[] = []

  constructor(server: Server, browser: Browser) {
    this.server = server
    this.browser = browser
  }

  get house(): House {
    if (!this.#house) throw new Error('this scene has an empty house')
    return this.#house
  }

  async furnish(options: HouseOptions) {
    this.#house = await furnish(this.server, options)
  }

  /** A browser of somebody's own: cookies and storage are not shared with others. */
  async somebody({ locale = 'en', dark, phone, trusting }: PageOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: phone ? PHONE : DESKTOP,
      locale,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      ignoreHTTPSErrors: trusting ?? false,
      ...(phone && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
    })
    return this.watched(await context.newPage())
  }

  watched(page: Page): Page {
    page.setDefaultTimeout(WAIT_MS)
    page.on('pageerror', (error) => this.errors.push(`${page.url()}: ${error.message}`))
    return page
  }

  /** The desk of somebody who is signed in already. */
  async desk(
    person: Pick<Person, 'caller'>,
    options: PageOptions & { path?: string } = {},
  ): Promise<Desk> {
    const page = await this.somebody(options)
    await signedIn(page.context(), person)
    const desk = new Desk(page, options.locale ?? 'en')
    await desk.open(this.server.origin, options.path)
    return desk
  }

  async site(options: Partial<SiteOptions> = {}): Promise<Site> {
    const inboxKey = options.inboxKey ?? this.house.inbox.public_key
    const site = await Site.open({ server: this.server.origin, inboxKey, ...options })
    this.#sites.push(site)
    return site
  }

  /** A visitor who opened the widget on the company's site. */
  async visitor(options: PageOptions = {}): Promise<Widget> {
    const locale = options.locale ?? 'en'
    const site = await this.site({ locale })
    const page = await this.somebody(options)
    await page.goto(site.origin)
    const widget = new Widget(page, locale)
    await widget.open()
    return widget
  }

  async close() {
    await this.browser.close()
    for (const site of this.#sites) await site.close()
    await this.server.remove()
  }

  async tell(name: string): Promise<string> {
    mkdirSync(PICTURES, { recursive: true })
    const pages = this.browser.contexts().flatMap((context) => context.pages())
    for (const [at, page] of pages.entries()) {
      const path = join(PICTURES, `${name.replace(/\W+/g, '-')}-${at}.png`)
      await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined)
    }
    return [
      `pages as they stood: ${pages.length} in build/log/e2e`,
      `the server's log ends:\n${this.server.log()}`,
    ].join('\n')
  }
}

export async function signedIn(context: BrowserContext, person: Pick<Person, 'caller'>) {
  const [key = '', value = ''] = person.caller.cookie.split('=')
  await context.addCookies([{ name: key, value, url: person.caller.server.origin }])
}

export interface SceneOptions extends HouseOptions {
  /** Leave the server as it is before anybody set it up. */
  empty?: boolean
  demo?: boolean
  securePort?: number
  withinMs?: number
  /** More of the program's command line. */
  args?: readonly string[]
}

/** A test in a scene of its own. */
export function play(title: string, options: SceneOptions, act: (scene: Scene) => Promise<void>) {
  const withinMs = options.withinMs ?? TEST_WITHIN_MS
  test(title, { timeout: withinMs + AFTERWARDS_MS }, async () => {
    const server = await Server.start({
      demo: options.demo ?? false,
      securePort: options.securePort ?? 0,
      args: options.args ?? [],
    })
    const scene = new Scene(server, await launch())
    try {
      if (!options.empty && !options.demo) await scene.furnish(options)
      await inTime(act(scene), withinMs)
      if (scene.errors.length > 0) throw new Error(`a page broke:\n${scene.errors.join('\n')}`)
    } catch (error) {
      console.error(await scene.tell(title))
      throw error
    } finally {
      await scene.close()
    }
  })
}

/** The runner's own time-out would end the test without a word about the pages. */
async function inTime(act: Promise<void>, withinMs: number) {
  const clock = new AbortController()
  const late = sleep(withinMs, undefined, { signal: clock.signal }).then(() => {
    throw new Error(`not over after ${withinMs} ms`)
  })
  await Promise.race([act, late]).finally(() => clock.abort())
}
