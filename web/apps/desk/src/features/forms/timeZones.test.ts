import { describe, expect, it } from 'vitest'
import { timeIn, timeZones } from '.'

describe('time zones', () => {
  it('hold UTC and the one in use, even under an old name', () => {
    const values = timeZones('Asia/Calcutta').map((zone) => zone.value)

    expect(values).toContain('UTC')
    expect(values).toContain('Asia/Shanghai')
    expect(values.filter((value) => value === 'Asia/Calcutta')).toHaveLength(1)
  })

  it('tell what time it is there', () => {
    const noon = new Date('2026-01-05T12:00:00Z')
    expect(timeIn('Asia/Shanghai', noon, 'en-GB')).toContain('20:00')
    expect(timeIn('Nowhere/At_All', noon, 'en-GB')).toBe('')
  })
})
