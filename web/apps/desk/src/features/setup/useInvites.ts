import type { Agent, AgentBody, Api, Id } from '@parley/api'
import { shallowReadonly, shallowRef } from 'vue'
import { checkEmail, checkName, checkPassword, onlyWrong, useForm } from '../forms'

const nobody = { name: '', email: '', password: '', role: 'agent' as AgentBody['role'] }

/** Colleagues added one after another, each to the queue just made. */
export function useInvites(api: Pick<Api, 'createAgent'>, queue: Id | undefined) {
  const added = shallowRef<readonly Agent[]>([])
  const form = useForm(nobody, {
    check: (values) =>
      onlyWrong({
        name: checkName(values.name),
        email: checkEmail(values.email),
        password: checkPassword(values.password),
      }),
    save: (values) =>
      api.createAgent({
        ...values,
        email: values.email.trim(),
        queue_ids: queue ? [queue] : [],
      }),
  })

  async function add(): Promise<boolean> {
    const agent = await form.submit()
    if (!agent) return false
    added.value = [...added.value, agent]
    form.reset(nobody)
    return true
  }

  return { ...form, added: shallowReadonly(added), add }
}
