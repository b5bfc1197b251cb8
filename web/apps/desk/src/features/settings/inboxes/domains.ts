export const DOMAINS_MAX = 50
const DOMAIN_MAX = 253

/**
 * Website names from what a person typed, one to a line. Whole addresses are pasted often, so
 * "https://shop.example.com/cart" gives "shop.example.com".
 */
export function domainsOf(text: string): string[] {
  const names = text
    .split(/[\s,;，；]+/)
    .map((part) => part.trim().toLowerCase())
    .map((part) => part.replace(/^https?:\/\//, '').replace(/[/?#].*$/, ''))
    .filter((part) => part !== '')
  return [...new Set(names)]
}

/** The first that cannot be a website's name, if any. */
export function wrongDomain(domains: readonly string[]): string | undefined {
  return domains.find((name) => !isDomain(name))
}

function isDomain(name: string): boolean {
  if (name.length > DOMAIN_MAX) return false
  const host = name.replace(/:\d{1,5}$/, '').replace(/^\*\./, '')
  return /^([a-z0-9\u0080-\uffff]([a-z0-9\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?\.)*[a-z0-9\u0080-\uffff]([a-z0-9\u0080-\uffff-]*[a-z0-9\u0080-\uffff])?$/.test(
    host,
  )
}
