// The widget as a visitor uses it: the launcher on the company's page, the chat in its iframe.

import type { Frame, Locator, Page } from 'playwright-core'
import { appear } from './wait.ts'
import { widgetWords, type Locale, type WidgetWords } from './words.ts'

/** The launcher's middle, from the page's lower right corner; its shadow root is closed to all. */
const LAUNCHER_PX = 48
const LAUNCH_WITHIN_MS = 15_000

export interface File {
  name: string
  mimeType: string
  buffer: Buffer
}

export class Widget {
  readonly page: Page
  readonly words: WidgetWords

  constructor(page: Page, locale: Locale) {
    this.page = page
    this.words = widgetWords(locale)
  }

  /** Clicks the launcher until the chat is there. */
  async open() {
    await this.page.waitForFunction(() => document.querySelector('parley-chat'))
    await this.pressLauncher()
    await this.appear()
  }

  async appear() {
    await appear(() => this.page.frames().some(isChat), LAUNCH_WITHIN_MS, 'the chat')
    await this.chat.locator('main.chat').waitFor()
  }

  /** Returns when the panel is open, or closed again. */
  async pressLauncher() {
    const { width = 0, height = 0 } = this.page.viewportSize() ?? {}
    const launcher = this.page.locator('parley-chat')
    const wasOpen = await launcher.evaluate((host) => host.hasAttribute('open'))
    await this.page.mouse.click(width - LAUNCHER_PX, height - LAUNCHER_PX)
    await this.page
      .locator(wasOpen ? 'parley-chat:not([open])' : 'parley-chat[open]')
      .waitFor({ state: 'attached' })
  }

  get chat(): Frame {
    const frame = this.page.frames().find(isChat)
    if (!frame) throw new Error('the chat is not there')
    return frame
  }

  get field(): Locator {
    return this.chat.locator('.composer textarea')
  }

  async say(text: string) {
    await this.field.fill(text)
    await this.field.press('Enter')
  }

  async sendFile(file: File) {
    await this.chat.locator('.composer input[type=file]').setInputFiles(file)
  }

  bubble(text: string): Locator {
    return this.chat.locator('li.message .bubble').filter({ hasText: text })
  }

  get typing(): Locator {
    return this.chat.locator('.typing')
  }

  picture(name: string): Locator {
    return this.chat.locator(`.picture img[alt="${name}"]`)
  }

  get rating(): Locator {
    return this.chat.locator('.rating')
  }

  async rate(score: 1 | 2 | 3 | 4 | 5, comment: string) {
    const word = this.words.rating[`score_${score}`]
    await this.rating.getByTitle(word, { exact: true }).click()
    await this.chat.getByRole('radio', { name: `${score} · ${word}`, checked: true }).waitFor({
      state: 'attached', // To the eye the star stands for it.
    })
    await this.rating.locator('textarea').fill(comment)
    await this.chat.getByRole('button', { name: this.words.rating.send }).click()
    await this.chat.getByText(this.words.chat.rate_thanks).waitFor()
  }

  /** Every text shown, top to bottom; waiting ones too. */
  async texts(): Promise<string[]> {
    return this.chat.locator('li.message > p.bubble').allTextContents()
  }
}

function isChat(frame: Frame): boolean {
  return /\/widget\/\?key=|\/chat\//.test(frame.url())
}
