import type { Api, Me, SetupBody } from '@parley/api'
import {
  browserTimeZone,
  checkEmail,
  checkName,
  checkPassword,
  onlyWrong,
  useForm,
  type FieldErrors,
} from '../forms'

const COMPANY_FIELDS: readonly (keyof SetupBody)[] = ['company', 'locale', 'time_zone']

function check(values: SetupBody): FieldErrors<SetupBody> {
  return onlyWrong({
    company: checkName(values.company),
    name: checkName(values.name),
    email: checkEmail(values.email),
    password: checkPassword(values.password),
  })
}

/** What makes the workspace and its administrator: one request, asked for on two pages. */
export function useSetupForm(api: Pick<Api, 'createSetup'>, locale: string) {
  const form = useForm<SetupBody, Me>(
    {
      company: '',
      locale,
      time_zone: browserTimeZone(),
      name: '',
      email: '',
      password: '',
    },
    {
      check,
      save: (values) => api.createSetup({ ...values, email: values.email.trim() }),
    },
  )

  const isWrong = (field: string) => Boolean(form.errors.value[field])
  const hasWrongCompany = () => COMPANY_FIELDS.some(isWrong)

  /** Whether the first page may be left; what is missing on the second is not its business. */
  function checkCompany(): boolean {
    const found: Record<string, FieldErrors<SetupBody>[keyof SetupBody]> = check(form.values)
    const wrong = COMPANY_FIELDS.filter((field) => found[field])
    form.errors.value = Object.fromEntries(wrong.map((field) => [field, found[field]]))
    return wrong.length === 0
  }

  return { ...form, checkCompany, hasWrongCompany }
}
