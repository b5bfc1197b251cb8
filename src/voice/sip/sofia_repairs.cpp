// Repairs of sofia-sip 1.12.11, whose functions a program may define anew: the dynamic linker takes
// ours.
#include "voice/sip/sofia_repairs.hpp"

#include <dlfcn.h>

#include <algorithm>
#include <vector>

#include "base/assert.hpp"

namespace {

using Shutdown = int (*)(void*, void*, void*);

Shutdown sofias_own() {
    static const auto own =
        reinterpret_cast<Shutdown>(::dlsym(RTLD_NEXT, "nua_dialog_usage_shutdown"));
    PARLEY_ASSERT(own != nullptr);
    return own;
}

thread_local std::vector<void*> ending;

}  // namespace

// Ends a session by BYE, and is asked for the same again when that cannot be sent: without a
// network under it, or to an address that is none. It would send another, and so on until the stack
// is full.
extern "C" int nua_dialog_usage_shutdown(void* owner, void* dialogue, void* usage) {
    if (std::ranges::find(ending, usage) != ending.end()) return 0;  // It is under way.
    ending.push_back(usage);
    const int outcome = sofias_own()(owner, dialogue, usage);
    std::erase(ending, usage);
    return outcome;
}

namespace parley::voice {

// Referred to by who wants the repairs, so that they are linked.
void use_sofia_repairs() {}

}  // namespace parley::voice
