// Repairs of sofia-sip 1.12.11, whose functions a program may define anew: the dynamic linker takes
// ours, for sofia's own calls too.
#include "voice/sip/sofia_repairs.hpp"

#include <dlfcn.h>
#include <sofia-sip/nua.h>

#include <algorithm>
#include <vector>

#include "base/assert.hpp"

namespace {

thread_local std::vector<const void*> saying_goodbye;  // Handles whose BYE is being made.

template <class Function>
Function sofias_own(const char* name) {
    const auto own = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
    PARLEY_ASSERT(own != nullptr);
    return own;
}

}  // namespace

// A BYE that cannot be sent at all ends the session it is of, by another BYE, and so on until the
// stack is full; and who asked for the first goes on with a session that is freed. It is enough
// that the first has failed: whoever asked for it ends the session then.
extern "C" int nua_client_create(nua_handle_t* handle, int event, const void* methods,
                                 const tagi_t* tags) {
    using Create = int (*)(nua_handle_t*, int, const void*, const tagi_t*);
    static const auto own = sofias_own<Create>("nua_client_create");
    if (event != nua_r_bye) return own(handle, event, methods, tags);
    saying_goodbye.push_back(handle);
    const int outcome = own(handle, event, methods, tags);
    saying_goodbye.pop_back();
    return outcome;
}

extern "C" int nua_dialog_usage_shutdown(const void* handle, void* dialogue, void* usage) {
    using Shutdown = int (*)(const void*, void*, void*);
    static const auto own = sofias_own<Shutdown>("nua_dialog_usage_shutdown");
    if (std::ranges::find(saying_goodbye, handle) != saying_goodbye.end()) return 0;
    return own(handle, dialogue, usage);
}

namespace parley::voice {

void use_sofia_repairs() {}

}  // namespace parley::voice
