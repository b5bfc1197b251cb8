// MD5, for nothing but what a protocol asks for by name: digest authentication of old telephones
// (RFC 7616 keeps it for them). It protects nothing by itself.
#pragma once

#include <string>
#include <string_view>

namespace parley {

std::string md5_hex(std::string_view bytes);  // In small letters.

}  // namespace parley
