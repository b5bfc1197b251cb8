// Requests that anybody may send to the port of browsers: none counts whose maker does not know the
// password.
#include "base/assert.hpp"
#include "fuzz/fuzz.hpp"
#include "voice/browser/stun.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace parley::voice;
    const auto request = parse_binding_request({bytes, size});
    if (!request) return 0;
    PARLEY_ASSERT(request->integrity_at + 24 <= size);
    PARLEY_ASSERT(request->our_fragment().size() <= request->username.size());
    PARLEY_ASSERT(!is_authentic(*request, "a password that nobody has guessed"));
    for (const char* address : {"192.0.2.1", "2001:db8::1"}) {
        const auto answer = binding_success(*request, *Endpoint::parse(address, 4'000), "password");
        PARLEY_ASSERT(answer.size() > 20 && answer.size() < 200);
        PARLEY_ASSERT(!parse_binding_request(answer));
    }
    return 0;
}
