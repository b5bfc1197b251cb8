// Which state of a settable thing this is: a word that changes with whatever a PATCH can change.
//
// What moves by itself (an agent's presence, when the widget was last loaded) does not count, or
// nobody could save a form while others work. Sent back as If-Match: docs/guide/api.md.
#pragma once

#include <string>

#include "base/secret.hpp"
#include "codec/write.hpp"

namespace parley::wire {

constexpr std::size_t version_size = 16;  // Hex digits of the SHA-256 of what can be changed.

// REQUIRES: version is empty, and what moves by itself is as in a new one.
template <class T>
std::string version_of(const T& editable) {
    return sha256_hex(codec::to_json(editable)).substr(0, version_size);
}

}  // namespace parley::wire
