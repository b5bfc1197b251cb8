export {
  createPreferences,
  asLocale,
  LOCALES,
  type Locale,
  type Preferences,
  type Theme,
} from './usePreferences'
