#include "voice/sip/datagram_gate.hpp"

#include <dlfcn.h>
#include <netinet/in.h>
#include <sofia-sip/su.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

thread_local const DatagramGate* standing = nullptr;

using Receive = issize_t (*)(su_socket_t, su_iovec_t*, isize_t, int, su_sockaddr_t*, socklen_t*);

Receive sofias_own() {
    static const auto own = reinterpret_cast<Receive>(::dlsym(RTLD_NEXT, "su_vrecv"));
    PARLEY_ASSERT(own != nullptr);
    return own;
}

bool is_let_in(const su_sockaddr_t& from, const su_iovec_t* parts, isize_t count,
               std::size_t size) {
    Place source;
    source.address = IpAddress::of(from.su_sa).value_or(IpAddress{});
    source.port = ntohs(from.su_port);
    const auto* first = static_cast<const char*>(parts[0].siv_base);
    if (size <= parts[0].siv_len) return (*standing)(source, {first, size});
    std::string whole;
    for (isize_t at = 0; at < count && size > 0; ++at) {
        const std::size_t part = std::min<std::size_t>(parts[at].siv_len, size);
        whole.append(static_cast<const char*>(parts[at].siv_base), part);
        size -= part;
    }
    return (*standing)(source, whole);
}

}  // namespace

void set_datagram_gate(const DatagramGate* gate) { standing = gate; }

bool has_whole_head(std::string_view bytes) {
    for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        const std::string_view next = bytes.substr(at + 1);
        if (next.starts_with('\n') || next.starts_with("\r\n")) return true;
    }
    return false;
}

}  // namespace parley::voice

// Of connections, whose source is known, none is asked for.
extern "C" issize_t su_vrecv(su_socket_t socket, su_iovec_t parts[], isize_t count, int flags,
                             su_sockaddr_t* from, socklen_t* from_size) {
    using namespace parley::voice;  // NOLINT: sofia's name stands in no namespace.
    const issize_t size = sofias_own()(socket, parts, count, flags, from, from_size);
    if (size <= 0 || from == nullptr || standing == nullptr) return size;
    if (is_let_in(*from, parts, count, static_cast<std::size_t>(size))) return size;
    errno = EAGAIN;
    return -1;
}
