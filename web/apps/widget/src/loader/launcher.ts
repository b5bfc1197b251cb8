// The launcher button and the panel that holds the iframe, in a shadow root: the site's styles
// do not reach them, and theirs not the site. Styled by a constructed sheet, which a strict
// content security policy of the site does not forbid.

import { inkOn, parseColour } from '../shared/accent'
import { sheet } from './sheet'
import type { LoaderWords } from './words'

const CHAT = 'M4 5h16v11H9l-5 4z'
const CROSS = 'M6 6l12 12M18 6L6 18'

export class Launcher {
  readonly #words: LoaderWords
  readonly #host = document.createElement('parley-chat')
  readonly #button = document.createElement('button')
  readonly #icon = drawing(CHAT)
  readonly #badge = document.createElement('span')
  readonly #panel = document.createElement('div')
  readonly #sorry = document.createElement('p')

  constructor(words: LoaderWords, toggle: () => void, close: () => void) {
    this.#words = words
    const root = this.#host.attachShadow({ mode: 'closed' })
    dress(root)
    this.#button.type = 'button'
    this.#button.onclick = toggle
    this.#badge.className = 'badge'
    this.#badge.hidden = true
    this.#button.append(this.#icon, this.#badge)
    this.#panel.className = 'panel'
    this.#panel.setAttribute('role', 'dialog')
    this.#panel.setAttribute('aria-label', words.chat)
    this.#panel.hidden = true
    this.#panel.append(this.#sorry)
    this.#sorry.textContent = words.sorry
    this.#sorry.setAttribute('role', 'status')
    this.say(false)
    root.append(this.#panel, this.#button)
    root.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape' && !this.#panel.hidden) close()
    })
    this.show(false)
    this.setUnread(0)
  }

  mount(frame: HTMLIFrameElement) {
    frame.title = this.#words.chat
    this.#panel.append(frame)
  }

  appear(accent: string) {
    if (parseColour(accent)) {
      this.#host.style.setProperty('--accent', accent)
      this.#host.style.setProperty('--ink', inkOn(accent))
    }
    document.body.append(this.#host)
  }

  show(open: boolean) {
    this.#panel.hidden = !open
    this.#button.setAttribute('aria-expanded', String(open))
    this.#icon.firstElementChild?.setAttribute('d', open ? CROSS : CHAT)
    this.#host.toggleAttribute('open', open)
  }

  /** Instead of the chat. The button stays in sight then, on a phone too: nothing else closes. */
  say(sorry: boolean) {
    this.#sorry.hidden = !sorry
    this.#host.toggleAttribute('sorry', sorry)
  }

  get isSorry() {
    return !this.#sorry.hidden
  }

  setUnread(count: number) {
    this.#badge.hidden = count === 0
    this.#badge.textContent = count > 99 ? '99+' : String(count)
    const { open, unread } = this.#words
    this.#button.setAttribute(
      'aria-label',
      count ? `${open} (${unread.replace('{n}', `${count}`)})` : open,
    )
  }

  focus() {
    this.#button.focus()
  }
}

function dress(root: ShadowRoot) {
  try {
    const styles = new CSSStyleSheet()
    styles.replaceSync(sheet)
    root.adoptedStyleSheets = [styles]
  } catch {
    const styles = document.createElement('style') // Browsers of before 2023.
    styles.textContent = sheet
    root.append(styles)
  }
}

function drawing(path: string) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}
