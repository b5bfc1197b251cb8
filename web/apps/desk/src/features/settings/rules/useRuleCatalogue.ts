import { useCatalogue } from '../../conditions'

/** What the conditions of a page of rules may ask about; reads itself. */
export function useRuleCatalogue() {
  const catalogue = useCatalogue()
  void catalogue.load()
  return catalogue
}
