// What is allowed to be asked of whom: from parley.toml, section [webhooks].
#pragma once

#include <cstdint>
#include <vector>

namespace parley::outbound {

struct Policy {
    // For labs and tests: plain HTTP and every address, this machine's own too.
    bool allow_private = false;
    std::vector<std::uint16_t> ports = {443, 8443};  // Empty: any.
};

}  // namespace parley::outbound
