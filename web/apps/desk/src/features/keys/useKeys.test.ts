import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useKeys } from './useKeys'

function press(target: EventTarget, init: KeyboardEventInit) {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

describe('keys', () => {
  const scope = effectScope()
  const next = vi.fn()
  const help = vi.fn()
  scope.run(() => useKeys({ 'Alt+KeyJ': next, '?': help }))
  afterEach(() => {
    document.body.innerHTML = ''
    vi.clearAllMocks()
  })

  it('with Alt work on any layout, and while typing', () => {
    const field = document.body.appendChild(document.createElement('textarea'))
    const event = press(field, { key: '∆', code: 'KeyJ', altKey: true })
    expect(next).toHaveBeenCalledOnce()
    expect(event.defaultPrevented).toBe(true)
  })

  it('that are characters are left to the field being typed in', () => {
    const field = document.body.appendChild(document.createElement('input'))
    expect(press(field, { key: '?' }).defaultPrevented).toBe(false)
    press(document.body, { key: '?' })
    expect(help).toHaveBeenCalledOnce()
  })

  it('rest while a dialog is open, and while a character is being composed', () => {
    press(document.body, { key: '?', isComposing: true })
    document.body.appendChild(document.createElement('div')).setAttribute('role', 'dialog')
    press(document.body, { key: '?' })
    expect(help).not.toHaveBeenCalled()
  })

  it('are let go with their component', () => {
    scope.stop()
    press(document.body, { key: '?' })
    expect(help).not.toHaveBeenCalled()
  })
})
