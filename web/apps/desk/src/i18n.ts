import { createI18n } from 'vue-i18n'
import { texts as call } from './features/call/texts'
import { texts as closing } from './features/closing/texts'
import { texts as colleagues } from './features/colleagues/texts'
import { texts as composer } from './features/composer/texts'
import { texts as condition } from './features/conditions/texts'
import { texts as contact } from './features/contact/texts'
import { texts as conversations } from './features/conversations/texts'
import { texts as floor } from './features/floor/texts'
import { texts as forms } from './features/forms/texts'
import { texts as keys } from './features/keys/texts'
import { texts as offer } from './features/offer/texts'
import { texts as presence } from './features/presence/texts'
import { english } from './features/reports/figures.en'
import { chinese } from './features/reports/figures.zh'
import { texts as reports } from './features/reports/texts'
import { texts as routing } from './features/routing/texts'
import { texts as search } from './features/search/texts'
import { texts as sessions } from './features/sessions/texts'
import { texts as settings } from './features/settings/texts'
import { texts as setup } from './features/setup/texts'
import { texts as shell } from './features/shell/texts'
import { texts as signIn } from './features/sign-in/texts'
import { texts as thread } from './features/thread/texts'
import type { Locale } from './features/preferences'

// Each feature brings its own words under its own name.
const all = [
  call,
  closing,
  colleagues,
  composer,
  condition,
  contact,
  conversations,
  floor,
  forms,
  keys,
  offer,
  presence,
  reports,
  routing,
  search,
  sessions,
  settings,
  setup,
  shell,
  signIn,
  thread,
]

function merged(locale: Locale): Record<string, object> {
  return Object.assign({}, ...all.map((texts) => texts[locale]))
}
export const messages = {
  en: { ...merged('en'), figure: english },
  'zh-CN': { ...merged('zh-CN'), figure: chinese },
}

export function createDeskI18n(locale: Locale) {
  return createI18n({ legacy: false, locale, fallbackLocale: 'en', messages })
}
