import { Refusal, codeOf } from '@parley/api'
import { ref, shallowRef, watch } from 'vue'
import { changedOf, copy, useValues, type Stored } from './useValues'

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
  save: (values: T, changed: Partial<T>, version: string | undefined) => Promise<R>
  /** Of what the values stand on; `save` sends it along, so that nobody's change is undone. */
  version?: string | undefined
  /** What is stored now, after the server said that it was changed meanwhile. */
  reread?: (() => Promise<Stored<T>>) | undefined
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
  const kept = useValues(initial, options.version)
  const { values } = kept
  const errors = ref<Record<string, Phrase | undefined>>({})
  const notice = shallowRef<Phrase>()
  const saving = shallowRef(false)
  let refused: T | undefined

  // What was said of a value says nothing of another one.
  watch(values, () => {
    const changed = refused ? changedOf(values, refused) : {}
    for (const field of Object.keys(changed)) delete errors.value[field]
  })

  function reset(next: T, version?: string) {
    kept.reset({ values: next, version })
    errors.value = {}
    notice.value = undefined
  }

  function show(failure: unknown) {
    const phrase = phraseOf(failure)
    const field = failure instanceof Refusal ? fieldOf(failure.field) : ''
    if (field in values) errors.value = { [field]: phrase }
    else notice.value = phrase
  }

  async function catchUp(failure: unknown) {
    if (codeOf(failure) !== 'changed_meanwhile' || !options.reread) return
    try {
      kept.rebase(await options.reread())
    } catch (again) {
      notice.value = phraseOf(again)
    }
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
      const stored = await options.save(sent, kept.changed(), kept.version())
      kept.saveAs({ values: sent, version: versionOf(stored) ?? kept.version() })
      return stored
    } catch (failure) {
      show(failure)
      await catchUp(failure)
      return undefined
    } finally {
      saving.value = false
    }
  }

  return { values, errors, notice, saving, dirty: kept.dirty, submit, reset }
}

function versionOf(stored: unknown): string | undefined {
  const found = (stored as { version?: unknown } | undefined)?.version
  return typeof found === 'string' ? found : undefined
}
