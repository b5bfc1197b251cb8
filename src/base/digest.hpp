// A fingerprint of bytes that come in pieces: BLAKE2b of 256 bits.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace parley {

class Digest {
public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    void add(std::string_view bytes);
    std::string hex();  // Of all that was added; ends it.

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley
