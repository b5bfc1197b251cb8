// Posts to addresses that somebody else chose, without letting them reach what only we can reach.
//
// One asking: the name is resolved here, every address it has is judged (address_guard.hpp), and
// the connection goes to the very address that was judged; no redirect is followed; the certificate
// is verified against the name. Each request has its own connection. Nothing is known of what the
// body means.
//
// Thread: post() and stop() on one, that of the executor that post's caller runs on.
// Bounds: below. The status decides; a body that is too long, too slow or broken off is only cut.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "base/time.hpp"
#include "outbound/policy.hpp"
#include "outbound/resolver.hpp"
#include "ports/outbound.hpp"

namespace parley::outbound {

struct ClientOptions {
    Policy policy;
    std::string ca_file;  // PEM: trusted beside the system's own; empty: only those.
    std::string user_agent = "Parley";
};

class HttpClient final : public Outbound {
public:
    static constexpr Duration connect_within = 3s;  // To one address.
    static constexpr Duration done_within = 10s;    // All of it, from the name to the answer.
    static constexpr std::size_t addresses_tried_max = 3;
    static constexpr std::size_t answer_head_max = 16 * 1024;  // Bytes.
    static constexpr std::size_t answer_read_max = 64 * 1024;  // Bytes of a body; then we hang up.
    static constexpr std::size_t answer_kept_max = 4 * 1024;   // Bytes of it that are told.
    static constexpr int interim_answers_max = 5;              // "100 Continue" and the like.

    // Throws std::runtime_error where `ca_file` cannot be read. `resolver` outlives the client.
    HttpClient(ClientOptions options, Resolver& resolver);
    ~HttpClient() override;

    SendFailure check(std::string_view url) const override;
    Task<OutboundAnswer> post(OutboundRequest request) override;
    void stop() override;

private:
    struct Attempt;
    struct Tls;

    Task<OutboundAnswer> run(Attempt& attempt);
    Task<SendFailure> find_addresses(Attempt& attempt);
    Task<SendFailure> connect(Attempt& attempt);
    Task<OutboundAnswer> talk_plain(Attempt& attempt);
    Task<OutboundAnswer> talk_tls(Attempt& attempt);

    const ClientOptions options_;
    Resolver& resolver_;
    std::unique_ptr<Tls> tls_;
    std::set<Attempt*> attempts_;
    bool stopped_ = false;
};

}  // namespace parley::outbound
