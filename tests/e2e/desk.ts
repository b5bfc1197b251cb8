// The desk as an agent uses it. Found by role and by the page's own words wherever there are some.

import type { Locator, Page } from 'playwright-core'
import { deskWords, fill, type DeskWords, type Locale } from './words.ts'
import type { File } from './widget.ts'

export class Desk {
  readonly page: Page
  readonly words: DeskWords
  readonly #locale: Locale

  constructor(page: Page, locale: Locale) {
    this.page = page
    this.words = deskWords(locale)
    this.#locale = locale
  }

  /** The language a person chose goes before the workspace's. */
  async open(origin: string, path = '/') {
    const tag = this.#locale
    await this.page.addInitScript((one) => localStorage.setItem('parley.locale', one), tag)
    await this.page.goto(origin + path)
    await this.presence.waitFor()
    await this.page.getByText(this.words.shell.line.live, { exact: true }).waitFor({
      state: 'attached', // A phone has no room for it.
    })
  }

  async signIn(origin: string, email: string, password: string) {
    const tag = this.#locale
    await this.page.addInitScript((one) => localStorage.setItem('parley.locale', one), tag)
    await this.page.goto(origin)
    await this.page.getByLabel(this.words.signIn.email).fill(email)
    await this.page.getByLabel(this.words.signIn.password, { exact: true }).fill(password)
    await this.page.keyboard.press('Enter')
    await this.presence.waitFor()
  }

  get presence(): Locator {
    const label = this.words.shell.presence.label.replace('{state}', '')
    return this.page.getByRole('button', { name: label })
  }

  async beReady() {
    const { ready } = this.words.shell.presence
    await this.presence.click()
    await this.page.getByRole('menuitem', { name: ready, exact: true }).click()
    await this.presence.filter({ hasText: ready }).waitFor()
  }

  get offer(): Locator {
    return this.page.getByRole('region', { name: this.words.offer.title }).getByRole('article')
  }

  /** Where several are offered, `text` says which. */
  async accept(text = '') {
    const offer = this.offer.filter({ hasText: text })
    await offer.getByRole('button', { name: this.words.offer.accept }).click()
    await this.field.waitFor()
  }

  async decline() {
    await this.offer.getByRole('button', { name: this.words.offer.decline }).click()
    await this.offer.waitFor({ state: 'detached' })
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: this.words.composer.reply, exact: true })
  }

  get noteField(): Locator {
    return this.page.getByRole('textbox', { name: this.words.composer.note, exact: true })
  }

  async say(text: string) {
    await this.field.fill(text)
    await this.field.press('Enter')
  }

  async note(text: string) {
    const { note, reply } = this.words.composer
    await this.page.getByRole('tab', { name: note }).click()
    await this.noteField.fill(text)
    await this.noteField.press('Enter')
    await this.bubble(text).waitFor()
    await this.page.getByRole('tab', { name: reply }).click()
  }

  async sendFile(file: File) {
    await this.page.locator('input[type=file]').setInputFiles(file)
    const send = this.page.getByRole('button', { name: this.words.composer.send, exact: true })
    await send.click()
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: this.words.thread.messages })
  }

  bubble(text: string): Locator {
    return this.log.locator('[data-seq] p').filter({ hasText: text })
  }

  picture(name: string): Locator {
    return this.log.locator(`img[alt="${name}"]`)
  }

  async close(summary: string) {
    const { conversations } = this.words
    await this.page.getByRole('button', { name: conversations.close, exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: this.words.closing.title })
    await dialog.getByLabel(this.words.closing.summary).fill(summary)
    await dialog.getByRole('button', { name: this.words.closing.close }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** Asks a colleague to take the session that is open over; it stays here until they accept. */
  async transferTo(name: string, note: string) {
    const { closing, conversations } = this.words
    await this.page.getByRole('button', { name: conversations.transfer, exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: closing.transfer.title })
    await dialog.getByRole('tab', { name: closing.transfer.agent, exact: true }).click()
    await dialog.getByRole('radio', { name }).check()
    await dialog.getByLabel(closing.transfer.note).fill(note)
    await dialog.getByRole('button', { name: closing.transfer.do, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** Asks a colleague to advise in the session that is open, or to join it. */
  async ask(kind: 'consult' | 'invite', name: string, note: string) {
    const { colleagues } = this.words
    await this.page.getByRole('button', { name: colleagues.button, exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: colleagues.title })
    await dialog.getByRole('tab', { name: colleagues[kind], exact: true }).click()
    await dialog.getByRole('radio', { name }).check()
    await dialog.getByLabel(colleagues.note).fill(note)
    await dialog.getByRole('button', { name: colleagues.ask, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** What a colleague asks of whoever sits here. */
  question(kind: 'transfer' | 'consult' | 'invite', by: string): Locator {
    const name = fill(this.words.colleagues.asks[kind], { name: by })
    return this.page.getByRole('article', { name })
  }

  async agrees(kind: 'transfer' | 'consult' | 'invite', by: string) {
    const question = this.question(kind, by)
    await question.getByRole('button', { name: this.words.offer.accept }).click()
    await question.waitFor({ state: 'detached' })
  }

  async show(list: keyof DeskWords['sessions']['list']) {
    await this.page.getByRole('tab', { name: this.words.sessions.list[list] }).click()
  }

  rows(): Locator {
    return this.page.locator('#session-list li a')
  }

  isTyping(who: string): Locator {
    return this.log.getByText(fill(this.words.thread.typing, { name: who }))
  }

  /** Every text shown, top to bottom; waiting ones too, notices not. */
  async texts(): Promise<string[]> {
    return this.log.locator('p.whitespace-pre-wrap').allTextContents()
  }
}
