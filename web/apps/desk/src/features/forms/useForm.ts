import { Refusal, codeOf } from '@parley/api'
import { computed, reactive, ref, shallowRef, toRaw, watch } from 'vue'

/** A sentence for a person: its key in the desk's texts and what fills its gaps. */
export interface Phrase {
  key: string
  params?: Record<string, string | number>
}

export type FieldErrors<T> = Partial<Record<keyof T & string, Phrase>>

export interface FormOptions<T, R> {
  /** Rules the page can check itself, so that a person need not wait for the server to say no. */
  check?: (values: T) => FieldErrors<T>
  /**
   * Answers what is now stored; throws what the server refused, which is then shown where it
   * belongs. `changed` holds only what differs from what was saved, so that a save does not undo
   * what somebody else changed meanwhile.
   */
  save: (values: T, changed: Partial<T>) => Promise<R>
}

/** The name of the field a JSON pointer leads to: "/skills/0/level" is in "skills". */
export function fieldOf(pointer: string): string {
  return pointer.split('/')[1] ?? ''
}

/** What went wrong, as a sentence chosen by the stable code. */
export function phraseOf(failure: unknown): Phrase {
  const code = codeOf(failure)
  return { key: `form.refusal.${code}`, params: { code } }
}

/**
 * One form: its values, what is wrong with them and whether they differ from what is saved.
 * A refusal that names a field this form has is shown there; any other is the form's own notice.
 */
export function useForm<T extends object, R>(initial: T, options: FormOptions<T, R>) {
  const values = reactive(copy(initial)) as T
  const saved = shallowRef(copy(initial))
  const errors = ref<Record<string, Phrase | undefined>>({})
  const notice = shallowRef<Phrase>()
  const saving = shallowRef(false)
  let refused: T | undefined
  const dirty = computed(() => JSON.stringify(values) !== JSON.stringify(saved.value))

  // What was said of a value says nothing of another one.
  watch(values, () => {
    const changed = refused ? changedOf(values, refused) : {}
    for (const field of Object.keys(changed)) delete errors.value[field]
  })

  function reset(next: T) {
    saved.value = copy(next)
    Object.assign(values, copy(next))
    errors.value = {}
    notice.value = undefined
  }

  function show(failure: unknown) {
    const phrase = phraseOf(failure)
    const field = failure instanceof Refusal ? fieldOf(failure.field) : ''
    if (field in values) errors.value = { [field]: phrase }
    else notice.value = phrase
  }

  /** What is now stored, or nothing: it was refused, or an earlier save is under way. */
  async function submit(): Promise<R | undefined> {
    if (saving.value) return undefined
    const found = options.check?.(values) ?? {}
    refused = copy(values)
    errors.value = { ...found }
    notice.value = undefined
    if (Object.keys(found).length > 0) return undefined

    saving.value = true
    const sent = copy(values)
    try {
      const stored = await options.save(sent, changedOf(sent, saved.value))
      saved.value = sent
      return stored
    } catch (failure) {
      show(failure)
      return undefined
    } finally {
      saving.value = false
    }
  }

  return { values, errors, notice, saving, dirty, submit, reset }
}

function changedOf<T extends object>(values: T, saved: T): Partial<T> {
  const keys = Object.keys(values) as (keyof T)[]
  const changed = keys.filter((key) => JSON.stringify(values[key]) !== JSON.stringify(saved[key]))
  return Object.fromEntries(changed.map((key) => [key, values[key]])) as Partial<T>
}

function copy<T>(values: T): T {
  return JSON.parse(JSON.stringify(toRaw(values))) as T
}
