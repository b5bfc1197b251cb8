import { Refusal, Unreachable } from '@parley/api'
import { nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import { checkName, onlyWrong, useForm } from '.'

interface Values {
  name: string
  email: string
  skills: { name: string; level: number }[]
}
const empty: Values = { name: '', email: '', skills: [] }

function refusal(code: string, field: string) {
  return new Refusal({ code, field }, 422)
}

describe('a form', () => {
  it('does not send what it can see is wrong', async () => {
    let sent = 0
    const form = useForm(empty, {
      check: (values) => onlyWrong({ name: checkName(values.name) }),
      save: async () => void sent++,
    })

    expect(await form.submit()).toBeUndefined()

    expect(sent).toBe(0)
    expect(form.errors.value.name?.key).toBe('form.required')
  })

  it('shows a refusal at the field it names, even deep inside it', async () => {
    const form = useForm(empty, {
      save: async () => Promise.reject(refusal('level_out_of_range', '/skills/0/level')),
    })

    await form.submit()

    expect(form.errors.value.skills?.key).toBe('form.refusal.level_out_of_range')
    expect(form.notice.value).toBeUndefined()
  })

  it('shows a refusal of the whole, or of a field it has not, as its notice', async () => {
    const form = useForm(empty, {
      save: async () => Promise.reject(refusal('forbidden', '/elsewhere')),
    })

    await form.submit()

    expect(form.errors.value).toEqual({})
    expect(form.notice.value?.key).toBe('form.refusal.forbidden')
  })

  it('takes back what it said of a field when that is changed, and of no other', async () => {
    const form = useForm(empty, {
      check: (values) =>
        onlyWrong({ name: checkName(values.name), email: checkName(values.email) }),
      save: async () => ({}),
    })
    await form.submit()
    const shown = form.errors.value

    form.values.name = 'Ann'
    await nextTick()

    expect(Object.keys(form.errors.value)).toEqual(['email'])
    // The same object: FormShell moves the focus when there is a new one, not while one types.
    expect(form.errors.value).toBe(shown)
  })

  it('keeps what was typed when the server cannot be reached', async () => {
    const form = useForm(empty, { save: async () => Promise.reject(new Unreachable('down')) })
    form.values.name = 'Ann'

    expect(await form.submit()).toBeUndefined()

    expect(form.values.name).toBe('Ann')
    expect(form.dirty.value).toBe(true)
    expect(form.saving.value).toBe(false)
    expect(form.notice.value?.key).toBe('form.refusal.unreachable')
  })

  it('hands over what changed, and answers what is stored', async () => {
    const form = useForm(
      { name: 'Ann', email: 'ann@example.com', skills: [] as { name: string; level: number }[] },
      { save: async (_, changed) => changed },
    )
    form.values.name = 'Anna'
    form.values.skills.push({ name: 'en', level: 5 })

    expect(await form.submit()).toEqual({ name: 'Anna', skills: [{ name: 'en', level: 5 }] })
    form.values.email = 'anna@example.com'
    expect(await form.submit()).toEqual({ email: 'anna@example.com' })
  })

  it('is unsaved from the first change until it is saved', async () => {
    const form = useForm(empty, { save: async () => undefined })
    expect(form.dirty.value).toBe(false)

    form.values.skills.push({ name: 'en', level: 5 })
    expect(form.dirty.value).toBe(true)

    await form.submit()
    expect(form.dirty.value).toBe(false)
  })

  it('stays unsaved when it was changed while it was being saved', async () => {
    let finish: (stored: object) => void = () => {}
    const form = useForm(empty, { save: () => new Promise((resolve) => (finish = resolve)) })
    form.values.name = 'Ann'
    const saved = form.submit()
    form.values.name = 'Anna'

    finish({})
    await saved

    expect(form.dirty.value).toBe(true)
  })

  it('sends once, however often its button is pressed', async () => {
    let sent = 0
    const form = useForm(empty, { save: async () => void sent++ })

    await Promise.all([form.submit(), form.submit()])

    expect(sent).toBe(1)
  })

  it('does not change the values it was begun with', () => {
    const form = useForm(empty, { save: async () => undefined })

    form.values.skills.push({ name: 'en', level: 5 })

    expect(empty.skills).toEqual([])
  })

  describe('of what somebody else may change too', () => {
    const theirs: Values = { name: 'Theirs', email: 'new@example.com', skills: [] }

    function contested() {
      const sent: { changed: Partial<Values>; version: string | undefined }[] = []
      const form = useForm<Values, { version: string }>(
        { ...empty, name: 'Mine' },
        {
          version: 'v1',
          reread: async () => ({ values: theirs, version: 'v2' }),
          async save(_, changed, version) {
            sent.push({ changed, version })
            if (version === 'v1') throw new Refusal({ code: 'changed_meanwhile' }, 412)
            return { version: 'v3' }
          },
        },
      )
      return { form, sent }
    }

    it('keeps what one typed, shows the rest as it is now, and can be saved again', async () => {
      const { form, sent } = contested()
      form.values.name = 'My new name'

      expect(await form.submit()).toBeUndefined()

      expect(form.notice.value?.key).toBe('form.refusal.changed_meanwhile')
      expect(form.values).toEqual({ ...theirs, name: 'My new name' })
      expect(form.dirty.value).toBe(true)
      expect(await form.submit()).toEqual({ version: 'v3' })
      expect(sent.map((one) => one.version)).toEqual(['v1', 'v2'])
      expect(sent[1]?.changed).toEqual({ name: 'My new name' })
    })

    it('stands on what was saved from then on', async () => {
      const { form, sent } = contested()
      form.reset(theirs, 'v2')
      form.values.name = 'Once'
      await form.submit()
      form.values.name = 'Twice'
      await form.submit()
      expect(sent.map((one) => one.version)).toEqual(['v2', 'v3'])
    })

    it('says so when it cannot even be read again', async () => {
      const form = useForm(empty, {
        version: 'v1',
        reread: () => Promise.reject(new Unreachable(new Error())),
        save: () => Promise.reject(new Refusal({ code: 'changed_meanwhile' }, 412)),
      })
      form.values.name = 'x'
      await form.submit()
      expect(form.notice.value?.key).toBe('form.refusal.unreachable')
      expect(form.values.name).toBe('x')
    })
  })
})
