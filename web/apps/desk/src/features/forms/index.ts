export {
  useForm,
  phraseOf,
  fieldOf,
  type Phrase,
  type FieldErrors,
  type FormOptions,
} from './useForm'
export { type Stored } from './useValues'
export * from './checks'
export { passwordStrength, type Strength } from './passwordStrength'
export { browserTimeZone, timeIn, timeZones } from './timeZones'
export { skillName, SKILL_NAME_MAX } from './skillName'
export { useCopy } from './useCopy'
export { useFocusWrong } from './useFocusWrong'
export { useSay } from './useSay'
export { isUnsaved } from './unsaved'
export { default as ChipsInput } from './ChipsInput.vue'
export { default as CopyLine } from './CopyLine.vue'
export { default as FieldGroup } from './FieldGroup.vue'
export { default as FormShell } from './FormShell.vue'
export { default as NumberField } from './NumberField.vue'
export { default as PasswordField } from './PasswordField.vue'
export { default as UnsavedGuard } from './UnsavedGuard.vue'
export { texts } from './texts'
