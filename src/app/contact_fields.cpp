#include "app/contact_fields.hpp"

#include <algorithm>
#include <string>

#include "domain/contact.hpp"
#include "domain/message.hpp"

namespace parley::app {
namespace {

constexpr std::size_t email_local_max = 64;
constexpr std::ptrdiff_t phone_digits_min = 3;
constexpr std::ptrdiff_t phone_digits_max = 15;

}  // namespace

Result<> check_name(std::string_view name, std::string_view field) {
    const auto checked = check_text(name, Contact::name_max, field);
    if (!checked && checked.error().reason == "text_too_long")
        return refuse(Code::invalid, "name_too_long", {}, field);
    if (!checked) return checked;
    if (name.find_first_of("\r\n") != std::string_view::npos)
        return refuse(Code::invalid, "control_character", "a name is one line", field);
    return {};
}

// RFC 5321's lengths; a local part, one @, a domain with a dot or "localhost".
Result<> check_email(std::string_view email, std::string_view field) {
    if (email.empty()) return {};
    const auto at = email.rfind('@');
    const bool has_parts =
        at != std::string_view::npos && at > 0 && at <= email_local_max && at + 1 < email.size();
    const bool is_printable =
        std::ranges::all_of(email, [](unsigned char c) { return c > 0x20 && c != 0x7f; });
    if (!has_parts || !is_printable || email.size() > email_max || email.find('@') != at)
        return refuse(Code::invalid, "bad_email", {}, field);
    const std::string_view domain = email.substr(at + 1);
    const bool is_domain = domain == "localhost" || domain.find('.') != std::string_view::npos;
    if (!is_domain || domain.front() == '.' || domain.back() == '.')
        return refuse(Code::invalid, "bad_email", {}, field);
    return check_text(email, email_max, field);
}

// E.164 allows 15 digits; people write spaces, dashes, dots and brackets between them.
Result<> check_phone(std::string_view phone, std::string_view field) {
    if (phone.empty()) return {};
    const auto digits = std::ranges::count_if(phone, [](char c) { return c >= '0' && c <= '9'; });
    const bool is_plain = phone.find_first_not_of("0123456789+-.() ") == std::string_view::npos;
    const bool plus_leads = phone.find('+', 1) == std::string_view::npos;
    if (!is_plain || !plus_leads || digits < phone_digits_min || digits > phone_digits_max ||
        phone.size() > phone_max)
        return refuse(Code::invalid, "bad_phone", {}, field);
    return {};
}

// The shape of a BCP 47 tag, whatever it names: pages choose by it, nothing is looked up.
Result<> check_locale_tag(std::string_view locale, std::string_view field) {
    const bool is_tag = std::ranges::all_of(locale, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
    if (!is_tag || locale.size() > locale_max)
        return refuse(Code::invalid, "bad_locale", {}, field);
    return {};
}

std::string lower_email(std::string_view email) {
    std::string lower(email);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

}  // namespace parley::app
