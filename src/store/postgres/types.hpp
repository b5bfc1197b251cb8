// Types of PostgreSQL's catalogue, by number; they never change (pg_type.dat).
#pragma once

namespace parley::postgres::types {

inline constexpr unsigned bytea = 17;
inline constexpr unsigned int8 = 20;
inline constexpr unsigned text = 25;

// The array of a type's values.
constexpr unsigned array_of(unsigned type) {
    switch (type) {
        case bytea: return 1001;
        case int8: return 1016;
        default: return 1009;  // text
    }
}

}  // namespace parley::postgres::types
