import type { Api, ConditionCatalogue } from '@parley/api'
import { computed, shallowReadonly, shallowRef, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDesk } from '../../desk'

export interface Choice {
  value: string
  label: string
}
export interface MoreChoices {
  segments?: readonly Choice[]
  calendars?: readonly Choice[]
}

const empty: ConditionCatalogue = { facts: [], happenings: [] }
/** What conditions may ask about, with names for ids; `more` is what a page knows besides. */
export function useCatalogue(api: Pick<Api, 'conditionCatalogue'>, more: MoreChoices = {}) {
  const { directory } = useDesk()
  const { locale, t } = useI18n()
  const catalogue = shallowRef(empty)
  const failed = shallowRef(false)

  async function load() {
    try {
      catalogue.value = await api.conditionCatalogue()
    } catch {
      failed.value = true
    }
  }

  const say = (words: { en: string; zh: string }) =>
    locale.value === 'zh-CN' ? words.zh : words.en
  const facts = computed(() => new Map(catalogue.value.facts.map((fact) => [fact.name, fact])))
  const factNames = computed(() =>
    catalogue.value.facts.map((fact) => ({ value: fact.name, label: say(fact.words) })),
  )
  const happeningNames = computed(() =>
    catalogue.value.happenings.map((one) => ({ value: one.name, label: say(one.words) })),
  )
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))

  /** What a text may be, where it is one of a few; else nothing, and it is typed. */
  function choicesOf(fact: string): readonly Choice[] | undefined {
    if (fact === 'session.inbox') return named(directory.inboxes.value)
    if (fact === 'session.queue') return named(directory.queues.value)
    if (fact === 'contact.tags') return named(directory.scheme.value.tags)
    if (fact === 'contact.segments') return more.segments ?? []
    if (fact === 'session.medium')
      return ['chat', 'call'].map((value) => ({ value, label: t(`condition.medium.${value}`) }))
    if (fact === 'session.channel')
      return directory.channels.value.map((one) => ({
        value: one.key,
        label: one.name[locale.value] ?? one.key,
      }))
    const field = directory.scheme.value.fields.find((one) => `contact.field.${one.key}` === fact)
    if (field?.kind === 'choice') return field.choices.map((value) => ({ value, label: value }))
    return undefined
  }

  return {
    catalogue: shallowReadonly(catalogue),
    failed: shallowReadonly(failed),
    facts,
    factNames,
    happeningNames,
    calendars: computed(() => more.calendars ?? []),
    choicesOf,
    load,
  }
}

export type Catalogue = ReturnType<typeof useCatalogue>
export const catalogueKey: InjectionKey<Catalogue> = Symbol('catalogue')
