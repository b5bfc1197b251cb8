import { describe, expect, it } from 'vitest'
import { STEP_WHENS } from './bounds'
import { freshStep, isSound } from './steps'

describe('a step of a queue', () => {
  it('is sound as it comes, whatever it follows', () => {
    for (const when of STEP_WHENS) expect(isSound(freshStep(when))).toBe(true)
  })

  it('must end where it does not begin', () => {
    expect(isSound({ ...freshStep('waiting'), enter: 5, leave: 6 })).toBe(false)
    expect(isSound({ ...freshStep('service_level'), enter: 80, leave: 79 })).toBe(false)
    expect(isSound({ ...freshStep('staffed'), enter: 1, leave: 3 })).toBe(true)
  })

  it('has whole numbers within the bounds of what it follows', () => {
    expect(isSound({ ...freshStep('service_level'), enter: 101, leave: 101 })).toBe(false)
    expect(isSound({ ...freshStep('waited'), enter: 1.5 })).toBe(false)
  })
})
