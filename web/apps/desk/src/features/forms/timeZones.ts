/** Every time zone the browser knows, and UTC, which its list leaves out. */
export function timeZones(current = ''): { value: string; label: string }[] {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])
  if (current) names.add(current) // An alias, such as Asia/Calcutta, stays what it is.
  return [...names].sort().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

export function timeIn(zone: string, now: Date, locale: string): string {
  try {
    return new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(now)
  } catch {
    return ''
  }
}
