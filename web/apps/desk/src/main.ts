import { createApp, watch } from 'vue'
import './app.css'
import App from './App.vue'
import { createDesk } from './createDesk'
import { provideDesk } from './desk'
import { createDeskI18n } from './i18n'
import { createDeskRouter } from './router'

const desk = createDesk()
const { preferences, account } = desk
const i18n = createDeskI18n(preferences.locale.value)
const root = document.documentElement

watch(
  preferences.locale,
  (locale) => {
    i18n.global.locale.value = locale
    root.lang = locale
  },
  { immediate: true },
)
watch(
  preferences.theme,
  (theme) => {
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
  },
  { immediate: true },
)
watch(
  () => account.me.value?.workspace.locale,
  (locale) => preferences.suggestLocale(locale ?? ''),
)

const app = createApp(App)
provideDesk(app, desk)
app.use(i18n).use(createDeskRouter(account)).mount('#app')
