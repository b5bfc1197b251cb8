import { mount, type MountingOptions } from '@vue/test-utils'
import type { Component } from 'vue'
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
