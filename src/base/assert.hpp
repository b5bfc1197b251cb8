// PARLEY_ASSERT stops the process on a bug of our own; it stays on in release. A caller's mistake
// is a refusal (result.hpp) and a broken world an exception; neither is asserted (docs/adr/0003).
#pragma once

namespace parley {

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace parley

#define PARLEY_ASSERT(expression)        \
    ((expression) ? static_cast<void>(0) \
                  : ::parley::assertion_failed(#expression, __FILE__, __LINE__))
