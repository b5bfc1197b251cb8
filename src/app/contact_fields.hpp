// What a name, an e-mail address or a phone number may look like. Shape only; nothing is looked up.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace parley::app {

constexpr std::size_t email_max = 254;  // Bytes.
constexpr std::size_t phone_max = 40;
constexpr std::size_t locale_max = 35;

// Empty is allowed in each; refuses name_too_long, bad_email, bad_phone, bad_utf8,
// control_character, bad_locale.
Result<> check_name(std::string_view name, std::string_view field);
Result<> check_email(std::string_view email, std::string_view field);
Result<> check_phone(std::string_view phone, std::string_view field);
Result<> check_locale_tag(std::string_view locale, std::string_view field);
// ASCII lower case, as addresses are compared.
std::string lower_email(std::string_view email);

}  // namespace parley::app
