// Telephone numbers as they are compared and stored: E.164, "+8613800001111".
//
// What is dialled or told by a carrier is read as in the country it is dialled in: its own prefixes
// for calls abroad and for calls within the country are known for the countries of the table
// (calling codes and prefixes: ITU-T, "List of Recommendation ITU-T E.164 assigned country codes"
// and "Dialling procedures"). Shape only: whether anybody has the number is not known.
#pragma once

#include <string>
#include <string_view>

namespace parley {

// Fifteen digits at most (E.164, section 6). A short number of the house ("1001") or of a service
// ("110"), a text that is no number: as given, without spaces, hyphens, dots and brackets.
std::string telephone_number(std::string_view dialled, std::string_view country);

bool is_country(std::string_view country);       // Of the table; two capitals (ISO 3166-1).
bool is_international(std::string_view number);  // "+" and 7 … 15 digits.

}  // namespace parley
