#include "domain/telephone_number.hpp"

#include <algorithm>
#include <array>

namespace parley {
namespace {

constexpr std::size_t digits_max = 15;
constexpr std::size_t digits_min = 7;  // Fewer, and it is a short number.

struct Country {
    std::string_view name;
    std::string_view calling_code;
    std::string_view national;       // Dialled before a number of the same country.
    std::string_view international;  // Dialled before a calling code.
};

// clang-format off
constexpr std::array countries{std::to_array<Country>({
    {"AE", "971", "0", "00"},
    {"AF", "93", "0", "00"},
    {"AL", "355", "0", "00"},
    {"AM", "374", "0", "00"},
    {"AO", "244", "", "00"},
    {"AR", "54", "0", "00"},
    {"AT", "43", "0", "00"},
    {"AU", "61", "0", "0011"},
    {"AZ", "994", "0", "00"},
    {"BA", "387", "0", "00"},
    {"BD", "880", "0", "00"},
    {"BE", "32", "0", "00"},
    {"BG", "359", "0", "00"},
    {"BH", "973", "", "00"},
    {"BN", "673", "", "00"},
    {"BO", "591", "0", "00"},
    {"BR", "55", "0", "00"},
    {"BY", "375", "8", "00"},
    {"CA", "1", "1", "011"},
    {"CH", "41", "0", "00"},
    {"CI", "225", "", "00"},
    {"CL", "56", "", "00"},
    {"CM", "237", "", "00"},
    {"CN", "86", "0", "00"},
    {"CO", "57", "", "00"},
    {"CR", "506", "", "00"},
    {"CU", "53", "0", "00"},
    {"CY", "357", "", "00"},
    {"CZ", "420", "", "00"},
    {"DE", "49", "0", "00"},
    {"DK", "45", "", "00"},
    {"DO", "1", "1", "011"},
    {"DZ", "213", "0", "00"},
    {"EC", "593", "0", "00"},
    {"EE", "372", "", "00"},
    {"EG", "20", "0", "00"},
    {"ES", "34", "", "00"},
    {"ET", "251", "0", "00"},
    {"FI", "358", "0", "00"},
    {"FR", "33", "0", "00"},
    {"GB", "44", "0", "00"},
    {"GE", "995", "0", "00"},
    {"GH", "233", "0", "00"},
    {"GR", "30", "", "00"},
    {"GT", "502", "", "00"},
    {"HK", "852", "", "001"},
    {"HN", "504", "", "00"},
    {"HR", "385", "0", "00"},
    {"HU", "36", "06", "00"},
    {"ID", "62", "0", "001"},
    {"IE", "353", "0", "00"},
    {"IL", "972", "0", "00"},
    {"IN", "91", "0", "00"},
    {"IQ", "964", "0", "00"},
    {"IR", "98", "0", "00"},
    {"IS", "354", "", "00"},
    {"IT", "39", "", "00"},
    {"JM", "1", "1", "011"},
    {"JO", "962", "0", "00"},
    {"JP", "81", "0", "010"},
    {"KE", "254", "0", "000"},
    {"KG", "996", "0", "00"},
    {"KH", "855", "0", "001"},
    {"KR", "82", "0", "00"},
    {"KW", "965", "", "00"},
    {"KZ", "7", "8", "810"},
    {"LA", "856", "0", "00"},
    {"LB", "961", "0", "00"},
    {"LK", "94", "0", "00"},
    {"LT", "370", "0", "00"},
    {"LU", "352", "", "00"},
    {"LV", "371", "", "00"},
    {"LY", "218", "0", "00"},
    {"MA", "212", "0", "00"},
    {"MD", "373", "0", "00"},
    {"ME", "382", "0", "00"},
    {"MG", "261", "0", "00"},
    {"MK", "389", "0", "00"},
    {"MM", "95", "0", "00"},
    {"MN", "976", "0", "001"},
    {"MO", "853", "", "00"},
    {"MT", "356", "", "00"},
    {"MU", "230", "", "00"},
    {"MV", "960", "", "00"},
    {"MX", "52", "", "00"},
    {"MY", "60", "0", "00"},
    {"MZ", "258", "", "00"},
    {"NG", "234", "0", "009"},
    {"NI", "505", "", "00"},
    {"NL", "31", "0", "00"},
    {"NO", "47", "", "00"},
    {"NP", "977", "0", "00"},
    {"NZ", "64", "0", "00"},
    {"OM", "968", "", "00"},
    {"PA", "507", "", "00"},
    {"PE", "51", "0", "00"},
    {"PH", "63", "0", "00"},
    {"PK", "92", "0", "00"},
    {"PL", "48", "", "00"},
    {"PT", "351", "", "00"},
    {"PY", "595", "0", "00"},
    {"QA", "974", "", "00"},
    {"RO", "40", "0", "00"},
    {"RS", "381", "0", "00"},
    {"RU", "7", "8", "810"},
    {"SA", "966", "0", "00"},
    {"SE", "46", "0", "00"},
    {"SG", "65", "", "001"},
    {"SI", "386", "0", "00"},
    {"SK", "421", "0", "00"},
    {"SN", "221", "", "00"},
    {"SV", "503", "", "00"},
    {"TH", "66", "0", "001"},
    {"TJ", "992", "", "00"},
    {"TN", "216", "", "00"},
    {"TR", "90", "0", "00"},
    {"TW", "886", "0", "002"},
    {"TZ", "255", "0", "000"},
    {"UA", "380", "0", "00"},
    {"UG", "256", "0", "000"},
    {"US", "1", "1", "011"},
    {"UY", "598", "0", "00"},
    {"UZ", "998", "", "00"},
    {"VE", "58", "0", "00"},
    {"VN", "84", "0", "00"},
    {"YE", "967", "0", "00"},
    {"ZA", "27", "0", "00"},
    {"ZM", "260", "0", "00"},
    {"ZW", "263", "0", "00"},
})};
// clang-format on

const Country* country_named(std::string_view name) {
    const auto* found = std::ranges::find(countries, name, &Country::name);
    return found == countries.end() ? nullptr : found;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_full(std::string_view digits) {
    return digits.size() >= digits_min && digits.size() <= digits_max;
}

}  // namespace

bool is_country(std::string_view country) { return country_named(country) != nullptr; }

bool is_international(std::string_view number) {
    return number.starts_with('+') && is_full(number.substr(1)) && number[1] != '0' &&
           std::ranges::all_of(number.substr(1), is_digit);
}

std::string telephone_number(std::string_view dialled, std::string_view country) {
    std::string plain;
    for (const char letter : dialled) {
        if (!std::string_view(" -.()/\t").contains(letter)) plain += letter;
    }
    if (is_international(plain)) return plain;
    if (plain.empty() || !std::ranges::all_of(plain, is_digit)) return plain;
    const Country* home = country_named(country);
    if (home == nullptr) return plain;
    std::string_view digits = plain;
    if (digits.starts_with(home->international)) {
        const std::string abroad = "+" + std::string(digits.substr(home->international.size()));
        return is_international(abroad) ? abroad : plain;
    }
    if (digits.starts_with(home->calling_code) && digits.size() > 10) {
        const std::string whole = "+" + plain;  // As carriers like to tell it, without the plus.
        return is_international(whole) ? whole : plain;
    }
    if (!home->national.empty() && digits.starts_with(home->national))
        digits.remove_prefix(home->national.size());
    const std::string national = "+" + std::string(home->calling_code) + std::string(digits);
    return digits.size() >= digits_min && is_international(national) ? national : plain;
}

}  // namespace parley
