import { computed, onScopeDispose, shallowReadonly, shallowRef, type Ref } from 'vue'
import {
  countedIn,
  gradeOfHeard,
  gradeOfLeg,
  heardBetween,
  worst,
  type Counted,
  type Heard,
} from '../quality'
import type { Leg } from '@parley/api'

const LOOK_MS = 2_000

type Report = () => Promise<Iterable<[string, unknown]>> | undefined

/** How this browser hears the far end, looked at now and then. */
export function useHeard(stats: Report) {
  const heard = shallowRef<Heard>()
  let before: Counted | undefined

  async function look() {
    const report = await stats()?.catch(() => undefined)
    const now = report && countedIn(report)
    if (!now) {
      heard.value = before = undefined
      return
    }
    // Fewer than before: another connection has begun to count.
    if (before && now.received < before.received) before = undefined
    heard.value = heardBetween(before, now)
    before = now
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  onScopeDispose(() => clearInterval(timer))
  return shallowReadonly(heard)
}

/** The worse of how we hear and how the server hears us. */
export function useQuality(stats: Report, mine: Readonly<Ref<Leg | undefined>>) {
  const heard = useHeard(stats)
  return {
    heard,
    grade: computed(() => worst([gradeOfHeard(heard.value), gradeOfLeg(mine.value)])),
  }
}
