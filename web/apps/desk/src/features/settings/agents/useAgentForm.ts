import type { Agent, AgentPatch, Api, Id, Post, Role, Skill } from '@parley/api'
import {
  checkEmail,
  checkName,
  checkPassword,
  checkWhole,
  onlyWrong,
  useForm,
  type Phrase,
} from '../../forms'

export const ROLES: readonly Role[] = ['agent', 'supervisor', 'administrator']
export const CAPACITY = { min: 1, max: 100 }
export const LEVEL = { min: 1, max: 10 }
export const LEVEL_USUAL = 5
export const SKILLS_MAX = 50
export const POST = { min: 1, max: 100 }
export const POST_PARTS = ['precedence', 'rank', 'weight'] as const

/** As the server takes a queue without one. */
export function freshPost(queue_id: Id): Post {
  return { queue_id, rank: 50, weight: 10, precedence: 50 }
}

export interface AgentValues {
  name: string
  /** Only a new agent's: an account's address does not change. */
  email: string
  password: string
  role: Role
  capacity: number
  capacity_profile_id: Id | null
  skills: Skill[]
  queue_ids: Id[]
  posts: Post[]
  active: boolean
}

export function agentValues(agent?: Agent): AgentValues {
  return {
    name: agent?.name ?? '',
    email: agent?.email ?? '',
    password: '',
    role: agent?.role ?? 'agent',
    capacity: agent?.capacity ?? CAPACITY.max,
    capacity_profile_id: agent?.capacity_profile_id ?? null,
    skills: agent?.skills ?? [],
    queue_ids: agent?.queue_ids ?? [],
    posts: agent?.posts ?? [],
    active: agent?.active ?? true,
  }
}

const storedAgent = (agent: Agent) => ({ values: agentValues(agent), version: agent.version })

function checkSkills(skills: readonly Skill[]): Phrase | undefined {
  const wrong = skills.map((skill) => checkWhole(skill.level, LEVEL.min, LEVEL.max))
  return wrong.find((phrase) => phrase !== undefined)
}

function checkPosts(posts: readonly Post[]): Phrase | undefined {
  const numbers = posts.flatMap((post) => POST_PARTS.map((part) => post[part]))
  const wrong = numbers.map((number) => checkWhole(number, POST.min, POST.max))
  return wrong.find((phrase) => phrase !== undefined)
}

function checkKnown(values: AgentValues) {
  return {
    name: checkName(values.name),
    capacity: checkWhole(values.capacity, CAPACITY.min, CAPACITY.max),
    skills: checkSkills(values.skills),
    posts: checkPosts(values.posts),
  }
}

function checkNew(values: AgentValues) {
  return {
    ...checkKnown(values),
    email: checkEmail(values.email),
    password: checkPassword(values.password),
  }
}

export function useAgentForm(
  api: Pick<Api, 'agent' | 'createAgent' | 'updateAgent'>,
  agent?: Agent,
) {
  const id = agent?.id
  return useForm(agentValues(agent), {
    check: (values) =>
      onlyWrong<Record<string, Phrase | undefined>>(id ? checkKnown(values) : checkNew(values)),
    version: agent?.version,
    reread: id ? async () => storedAgent(await api.agent(id)) : undefined,
    async save({ active: _active, ...body }, changed, version): Promise<Agent> {
      if (!id) return api.createAgent({ ...body, email: body.email.trim() })
      const { email: _email, password: _password, ...patch } = changed
      return api.updateAgent(id, patch satisfies AgentPatch, { version })
    },
  })
}

export function usePasswordForm(api: Pick<Api, 'updateAgent'>, id: Id) {
  return useForm(
    { password: '' },
    {
      check: (values) => onlyWrong({ password: checkPassword(values.password) }),
      save: ({ password }) => api.updateAgent(id, { password }),
    },
  )
}
