export const DOMAINS_MAX = 50
const DOMAIN_MAX = 253

/**
 * Website names from what a person typed, one to a line. Whole addresses are pasted often, so
 * "https://shop.example.com/cart" gives "shop.example.com"; a Chinese name gives the form that
 * browsers send.
 */
export function domainsOf(text: string): string[] {
  const names = text
    .split(/[\s,;，；]+/)
    .filter((part) => part !== '')
    .map(hostOf)
  return [...new Set(names)]
}

/** The first that cannot be a website's name, if any. */
export function wrongDomain(domains: readonly string[]): string | undefined {
  return domains.find((name) => !isDomain(name))
}

function hostOf(typed: string): string {
  const rest = typed.toLowerCase().replace(/^https?:\/\//, '')
  try {
    return new URL(`http://${rest}`).host
  } catch {
    return rest // Not a name; isDomain says so.
  }
}

function isDomain(name: string): boolean {
  if (name.length > DOMAIN_MAX) return false
  const labels = name
    .replace(/:\d{1,5}$/, '')
    .replace(/^\*\./, '')
    .split('.')
  return labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label))
}
