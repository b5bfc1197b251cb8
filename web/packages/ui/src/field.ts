import { computed, inject, provide, useId, type ComputedRef, type InjectionKey } from 'vue'

/** What a UiField tells the control inside it, so that label, hint and error are announced. */
export interface FieldLink {
  id: string
  describedBy: ComputedRef<string | undefined>
  invalid: ComputedRef<boolean>
  required: ComputedRef<boolean>
}

const key: InjectionKey<FieldLink> = Symbol('field')

export function provideField(props: { hint?: string; error?: string; required?: boolean }) {
  const id = useId()
  const describedBy = computed(() => {
    const ids = [props.error ? `${id}-error` : '', props.hint ? `${id}-hint` : '']
    return ids.filter(Boolean).join(' ') || undefined
  })
  const link: FieldLink = {
    id,
    describedBy,
    invalid: computed(() => Boolean(props.error)),
    required: computed(() => Boolean(props.required)),
  }
  provide(key, link)
  return link
}

/** The attributes a control takes from the field around it; outside one, none. */
export function useField() {
  const link = inject(key, undefined)
  return computed(() => {
    if (!link) return {}
    return {
      id: link.id,
      'aria-describedby': link.describedBy.value,
      'aria-invalid': link.invalid.value || undefined,
      'aria-required': link.required.value || undefined,
    }
  })
}
