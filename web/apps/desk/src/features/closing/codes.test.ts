import type { Queue, WrapUpCode } from '@parley/api'
import { describe, expect, it } from 'vitest'
import { choices, takesCodes, wantsCode } from './codes'

const code = (id: string, active = true): WrapUpCode => ({
  id,
  name: id,
  active,
  created_at: 0,
  version: 'v',
})
const queue = (wrap_up_codes: Queue['wrap_up_codes']) => ({ wrap_up_codes }) as Queue

describe('wrap-up codes', () => {
  it('are those in use, and those the session has', () => {
    const codes = [code('refund'), code('old', false), code('older', false)]
    expect(choices(codes, ['old']).map((one) => one.id)).toEqual(['refund', 'old'])
  })

  it('are asked for where the queue says so, and one can be chosen', () => {
    expect(wantsCode(queue('required'), [code('refund')])).toBe(true)
    expect(wantsCode(queue('required'), [code('old', false)])).toBe(false)
    expect(wantsCode(queue('optional'), [code('refund')])).toBe(false)
    expect(takesCodes(queue('off'))).toBe(false)
    expect(takesCodes(queue('optional'))).toBe(true)
  })
})
