import type { Api, SegmentBody, Segments } from '@parley/api'
import { checkName, onlyWrong, useForm, type Phrase } from '../../forms'

export const SEGMENTS_MAX = 100
export interface SegmentValues {
  segments: SegmentBody[]
}
export const segmentValues = ({ segments }: Segments): SegmentValues => ({
  segments: structuredClone(segments),
})
export const freshSegment = (): SegmentBody => ({
  name: '',
  when: { all: [{ fact: 'contact.vip_level', test: 'at_least', value: 1 }] },
})

function check(segments: readonly SegmentBody[]): Phrase | undefined {
  for (const one of segments) {
    const wrong = checkName(one.name)
    if (wrong) return wrong
  }
  const names = segments.map((one) => one.name)
  return new Set(names).size < names.length ? { key: 'form.refusal.segment_exists' } : undefined
}

export function useSegmentForm(api: Pick<Api, 'segments' | 'updateSegments'>, segments: Segments) {
  return useForm(segmentValues(segments), {
    check: (values) => onlyWrong({ segments: check(values.segments) }),
    version: segments.version,
    async reread() {
      const now = await api.segments()
      return { values: segmentValues(now), version: now.version }
    },
    save: (values, _, version) => api.updateSegments(values, { version }),
  })
}
