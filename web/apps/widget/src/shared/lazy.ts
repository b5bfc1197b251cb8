import { h, shallowRef, type Component, type FunctionalComponent } from 'vue'

/**
 * A component whose code is fetched when it is first shown. Far smaller than Vue's own, which also
 * knows hydration, suspense and time-outs: a chunk that fails to load is tried at the next showing.
 */
export function lazy<C extends Component>(load: () => Promise<{ default: C }>): C {
  const loaded = shallowRef<Component>()
  let loading: Promise<void> | undefined

  const Lazy: FunctionalComponent = (_, { attrs, slots }) => {
    if (loaded.value) return h(loaded.value, attrs, slots)
    loading ??= load()
      .then((module) => void (loaded.value = module.default))
      .catch(() => void (loading = undefined))
    return undefined
  }
  Lazy.inheritAttrs = false
  return Lazy as unknown as C
}
