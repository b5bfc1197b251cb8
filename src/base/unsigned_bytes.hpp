#pragma once

// The bytes of a text as libsodium and OpenSSL take them.

#include <string>
#include <string_view>

namespace parley {

inline unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

inline const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace parley
