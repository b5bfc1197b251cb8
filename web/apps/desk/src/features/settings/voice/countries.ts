/** Countries whose numbers the server can read, as it has them (src/domain/telephone_number.cpp). */
const KNOWN = [
  'AE AF AL AM AO AR AT AU AZ BA BD BE BG BH BN BO BR BY CA CH CI CL CM CN CO CR',
  'CU CY CZ DE DK DO DZ EC EE EG ES ET FI FR GB GE GH GR GT HK HN HR HU ID IE IL',
  'IN IQ IR IS IT JM JO JP KE KG KH KR KW KZ LA LB LK LT LU LV LY MA MD ME MG MK',
  'MM MN MO MT MU MV MX MY MZ NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS',
  'RU SA SE SG SI SK SN SV TH TJ TN TR TW TZ UA UG US UY UZ VE VN YE ZA ZM ZW',
].join(' ')

/** By their names in the reader's language. */
export function countryOptions(locale: string, current: string) {
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const keys = new Set([...KNOWN.split(' '), current].filter(Boolean))
  return [...keys]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
}
