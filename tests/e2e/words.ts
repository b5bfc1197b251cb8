// The pages' own words, so that a test reads like what a person sees and survives a better wording.

import { texts as call } from '../../web/apps/desk/src/features/call/texts.ts'
import { texts as closing } from '../../web/apps/desk/src/features/closing/texts.ts'
import { texts as colleagues } from '../../web/apps/desk/src/features/colleagues/texts.ts'
import { texts as composer } from '../../web/apps/desk/src/features/composer/texts.ts'
import { texts as contact } from '../../web/apps/desk/src/features/contact/texts.ts'
import { texts as conversations } from '../../web/apps/desk/src/features/conversations/texts.ts'
import { texts as floor } from '../../web/apps/desk/src/features/floor/texts.ts'
import { texts as offer } from '../../web/apps/desk/src/features/offer/texts.ts'
import { texts as presence } from '../../web/apps/desk/src/features/presence/texts.ts'
import { english } from '../../web/apps/desk/src/features/reports/figures.en.ts'
import { chinese } from '../../web/apps/desk/src/features/reports/figures.zh.ts'
import { texts as reports } from '../../web/apps/desk/src/features/reports/texts.ts'
import { texts as sessions } from '../../web/apps/desk/src/features/sessions/texts.ts'
import { texts as forms } from '../../web/apps/desk/src/features/forms/texts.ts'
import { texts as inboxes } from '../../web/apps/desk/src/features/settings/inboxes/texts.ts'
import { texts as setup } from '../../web/apps/desk/src/features/setup/texts.ts'
import { texts as shell } from '../../web/apps/desk/src/features/shell/texts.ts'
import { texts as signIn } from '../../web/apps/desk/src/features/sign-in/texts.ts'
import { texts as thread } from '../../web/apps/desk/src/features/thread/texts.ts'
import { texts as form } from '../../web/apps/widget/src/features/form/texts.ts'
import { texts as leave } from '../../web/apps/widget/src/features/leave-message/texts.ts'
import { words as en } from '../../web/apps/widget/src/features/locale/words/en.ts'
import { words as zh } from '../../web/apps/widget/src/features/locale/words/zh.ts'
import { texts as rating } from '../../web/apps/widget/src/features/rating/texts.ts'

export type Locale = 'en' | 'zh-CN'
export const LOCALES: readonly Locale[] = ['en', 'zh-CN']

export type DeskWords = ReturnType<typeof deskWords>
export function deskWords(locale: Locale) {
  return {
    ...call[locale],
    ...closing[locale],
    ...colleagues[locale],
    ...composer[locale],
    ...contact[locale],
    ...conversations[locale],
    ...floor[locale],
    ...forms[locale],
    ...inboxes[locale],
    ...offer[locale],
    presence: presence[locale].presence,
    ...reports[locale],
    figure: locale === 'en' ? english : chinese,
    ...sessions[locale],
    ...setup[locale],
    ...shell[locale],
    ...signIn[locale],
    ...thread[locale],
  }
}

export type WidgetWords = ReturnType<typeof widgetWords>
export function widgetWords(locale: Locale) {
  return {
    chat: locale === 'en' ? en : zh,
    form: form[locale],
    leave: leave[locale],
    rating: rating[locale],
  }
}

/** Puts values into a sentence's {places}. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, key: string) => `${values[key] ?? place}`)
}
