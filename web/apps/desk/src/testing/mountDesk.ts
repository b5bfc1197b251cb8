import { mount, type MountingOptions } from '@vue/test-utils'
import type { App, Component } from 'vue'
import { routerKey, type Router } from 'vue-router'
import { provideDesk, type Desk } from '../desk'
import { createDeskI18n } from '../i18n'

/** Mounts a component with the desk's real words, in English. */
export function mountWithTexts(component: Component, options: MountingOptions<object> = {}) {
  return mount(component, {
    ...options,
    global: {
      ...options.global,
      plugins: [createDeskI18n('en'), ...(options.global?.plugins ?? [])],
    },
  } as never)
}

/** As above, in a desk that has what the component asks of it; links lead nowhere. */
export function mountInDesk(
  component: Component,
  desk: object,
  options: MountingOptions<object> = {},
) {
  return mountWithTexts(component, {
    ...options,
    global: {
      ...options.global,
      plugins: [
        {
          install(app: App) {
            provideDesk(app, desk as Desk)
            app.provide(routerKey, { push: () => Promise.resolve() } as unknown as Router)
          },
        },
        ...(options.global?.plugins ?? []),
      ],
      stubs: { RouterLink: { template: '<a><slot /></a>' }, ...options.global?.stubs },
    },
  })
}
