// The call bar of a desk, as an agent uses it.

import type { Locator, Page } from 'playwright-core'
import type { Desk } from '../e2e/desk.ts'
import { fill } from '../e2e/words.ts'

export class CallBar {
  readonly page: Page
  readonly words: Desk['words']['call']

  constructor(desk: Desk) {
    this.page = desk.page
    this.words = desk.words.call
  }

  get region(): Locator {
    return this.page.getByRole('region', { name: this.words.bar, exact: true })
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true })
  }

  async press(name: string) {
    await this.button(name).click()
  }

  async phase(phase: keyof Desk['words']['call']['phase']) {
    await this.region.getByText(this.words.phase[phase], { exact: true }).waitFor()
  }

  get panel(): Locator {
    return this.page.getByRole('dialog', { name: this.words.transfer.title })
  }

  async consult(name: string) {
    await this.press(this.words.transfer.title)
    await this.panel.getByText(name, { exact: true }).click()
    await this.panel.getByRole('button', { name: this.words.transfer.consult }).click()
  }

  async sendTo(name: string) {
    await this.press(this.words.transfer.title)
    await this.panel.getByText(name, { exact: true }).click()
    await this.panel.getByRole('button', { name: this.words.transfer.now }).click()
  }

  async gone() {
    await this.region.waitFor({ state: 'detached' })
  }

  asked(by: string): Locator {
    return this.page.getByRole('article', { name: fill(this.words.asked_by, { name: by }) })
  }

  card(): Locator {
    return this.page.locator('[data-call-card]').last()
  }
}
