#include "http/server/request.hpp"

namespace parley::http {

std::string_view Request::query_value(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) return value;
    }
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    for (const HeaderField& field : headers) {
        if (!same_name(field.name, "cookie")) continue;
        std::string_view rest = field.value;
        while (!rest.empty()) {
            while (!rest.empty() && (rest.front() == ' ' || rest.front() == ';'))
                rest.remove_prefix(1);
            const std::string_view pair = rest.substr(0, rest.find(';'));
            rest.remove_prefix(pair.size());
            const std::size_t equals = pair.find('=');
            if (equals == std::string_view::npos) continue;
            if (pair.substr(0, equals) == name) return pair.substr(equals + 1);
        }
    }
    return {};
}

}  // namespace parley::http
