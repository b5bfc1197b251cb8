import type { Agent, Api } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { phraseOf, type Phrase } from '../../forms'
import { LEVEL, SKILLS_MAX } from '../agents/useAgentForm'
import { withLevel } from './matrix'

/** Sets one agent's level of one skill at a time; what the server refuses is said and undone. */
export function useLevels(
  api: Pick<Api, 'agent' | 'updateAgent'>,
  changed: (agent: Agent) => void,
) {
  const refused = shallowRef<Phrase>()

  /** True when it is set. An empty text takes the skill away. */
  async function set(agent: Agent, skill: string, typed: string): Promise<boolean> {
    const level = typed.trim() === '' ? 0 : Number(typed)
    refused.value = wrongLevel(level) ?? tooMany(agent, skill, level)
    if (refused.value) return false
    try {
      const skills = withLevel(agent, skill, level)
      changed(await api.updateAgent(agent.id, { skills }, { version: agent.version }))
      return true
    } catch (failure) {
      refused.value = phraseOf(failure)
      // Somebody else changed them meanwhile: what is shown is what there is.
      changed(await api.agent(agent.id).catch(() => ({ ...agent })))
      return false
    }
  }

  return { refused: shallowReadonly(refused), set }
}

function wrongLevel(level: number): Phrase | undefined {
  if (level === 0) return undefined
  const fits = Number.isInteger(level) && level >= LEVEL.min && level <= LEVEL.max
  return fits ? undefined : { key: 'skills.wrong' }
}

function tooMany(agent: Agent, skill: string, level: number): Phrase | undefined {
  if (level === 0 || withLevel(agent, skill, level).length <= SKILLS_MAX) return undefined
  return { key: 'skills.most', params: { count: SKILLS_MAX } }
}
