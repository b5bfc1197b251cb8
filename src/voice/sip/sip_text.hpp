// Words of SIP made and read: URIs of numbers, names in quotes, keys in INFO.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::voice {

// As the user part of a URI: what may not stand there is escaped (RFC 3261, section 25.1).
std::string escape_user(std::string_view user);
// The other way; what is escaped wrongly stands as it is.
std::string unescape(std::string_view text);

// "Ann \"A.\" Lee" <sip:…>, without the quotes where there is no name.
std::string name_address(std::string_view name, std::string_view uri);

// A key of a body of application/dtmf-relay ("Signal= 5\r\nDuration= 160") or application/dtmf
// ("5"): 0-9 A-D * #. 10 and 11 stand for * and #, as some have it.
std::optional<char> key_in(std::string_view content_type, std::string_view body);

// Of the headers in a URI ("Replaces=a%3Bto-tag%3Db&…") the one of that name, unescaped.
std::optional<std::string> header_in_uri(std::string_view headers, std::string_view name);

}  // namespace parley::voice
