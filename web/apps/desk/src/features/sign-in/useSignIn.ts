import type { Api, DemoLogin, Me } from '@parley/api'
import { checkEmail, onlyWrong, useForm } from '../forms'

/** The sign-in form. What is wrong is said of the whole, not of e-mail or password alone. */
export function useSignIn(api: Pick<Api, 'signIn'>) {
  const form = useForm(
    { email: '', password: '' },
    {
      check: ({ email, password }) =>
        onlyWrong({
          email: checkEmail(email),
          password: password ? undefined : { key: 'form.required' },
        }),
      save: ({ email, password }): Promise<Me> => api.signIn({ email: email.trim(), password }),
    },
  )

  function fill(login: DemoLogin) {
    form.reset({ email: login.email, password: login.password })
  }

  return { ...form, fill }
}

/** Where to go after signing in: a place in this desk, whatever the address asks for. */
export function placeAfter(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return '/'
  return wanted
}
