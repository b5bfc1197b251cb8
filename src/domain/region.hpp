// In which country a contact is, as far as their telephone number or the language tag of their page
// tells: an ISO 3166-1 code of two capitals, "CN". Empty: it does not tell.
//
// Calling codes: ITU-T, "List of Recommendation ITU-T E.164 assigned country codes". A code that
// several countries share tells the first of that list that is a state of its own (+1 US, +44 GB);
// of +7 the ranges 6 and 7 are Kazakhstan's. Codes of no country (+800, +881 …) tell nothing.
// Language tags: BCP 47 (RFC 5646) with its region subtag, and the region override "rg" of Unicode
// (UTS #35, "Unicode Locale Extension"): "zh-CN-u-rg-hkzzzz" is Chinese as in China, in Hong Kong.
#pragma once

#include <string>
#include <string_view>

namespace parley {

std::string region_of_number(std::string_view number);  // "+8613800001111"; else empty.
std::string region_of_locale(std::string_view tag);
// The number first, which may be written with spaces and the like; without a calling code it tells
// nothing. A page's language is where somebody comes from, or what they like to read.
std::string region_of(std::string_view number, std::string_view locale);

// The tag without extensions and private parts: "zh-CN".
std::string language_of(std::string_view tag);

}  // namespace parley
