#include "base/md5.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

#include "base/secret.hpp"

namespace parley {

std::string md5_hex(std::string_view bytes) {
    std::array<unsigned char, 16> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr) != 1)
        throw std::runtime_error("md5 is not available");
    return encode_hex(digest);
}

}  // namespace parley
