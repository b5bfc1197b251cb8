export {
  useForm,
  phraseOf,
  fieldOf,
  type Phrase,
  type FieldErrors,
  type FormOptions,
} from './useForm'
export * from './checks'
export { passwordStrength, type Strength } from './passwordStrength'
export { texts } from './texts'
