// Header fields in the order they came; names compare in any case (RFC 9110, section 5.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::http {

struct HeaderField {
    std::string name;
    std::string value;
};

bool same_name(std::string_view a, std::string_view b);
// Whether a comma-separated list such as `Connection` names `token`, in any case.
bool list_contains(std::string_view list, std::string_view token);

class Headers {
public:
    // Both throw std::invalid_argument where CR, LF or NUL would split a message: so a value that
    // came from outside ends one request with a 500, not the process.
    void add(std::string_view name, std::string_view value);
    void set(std::string_view name, std::string_view value);  // Replaces every field of that name.

    // The first field of that name; empty where there is none. Use `has` where the two differ.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    std::size_t count(std::string_view name) const;

    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }
    std::size_t size() const { return fields_.size(); }

private:
    std::vector<HeaderField> fields_;
};

}  // namespace parley::http
