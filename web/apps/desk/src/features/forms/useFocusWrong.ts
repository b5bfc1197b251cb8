import { nextTick, watch, type Ref } from 'vue'

/** Whoever sent what is not right goes on at its first wrong field. */
export function useFocusWrong(frame: Readonly<Ref<HTMLElement | null>>, errors: () => unknown) {
  watch(errors, async () => {
    await nextTick()
    frame.value?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus()
  })
}
