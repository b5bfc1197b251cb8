#include "voice/browser/srtp.hpp"

#include <srtp2/srtp.h>

#include <stdexcept>
#include <vector>

namespace parley::voice {
namespace {

void check(srtp_err_status_t status, const char* doing) {
    if (status != srtp_err_status_ok) throw std::runtime_error(doing);
}

void init_once() {
    static const srtp_err_status_t status = srtp_init();
    check(status, "srtp_init");
}

class Session {
public:
    Session(SrtpProfile profile, std::vector<std::uint8_t> key, srtp_ssrc_type_t direction)
        : key_(std::move(key)) {
        srtp_policy_t policy{};
        const auto chosen = profile == SrtpProfile::aead_aes_128_gcm
                                ? srtp_profile_aead_aes_128_gcm
                                : srtp_profile_aes128_cm_sha1_80;
        check(srtp_crypto_policy_set_from_profile_for_rtp(&policy.rtp, chosen), "srtp policy");
        check(srtp_crypto_policy_set_from_profile_for_rtcp(&policy.rtcp, chosen), "srtcp policy");
        policy.ssrc.type = direction;
        policy.key = key_.data();
        policy.window_size = 128;
        check(srtp_create(&session_, &policy), "srtp session");
    }
    ~Session() { srtp_dealloc(session_); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    srtp_t get() const { return session_; }

private:
    std::vector<std::uint8_t> key_;
    srtp_t session_ = nullptr;
};

}  // namespace

struct Srtp::Impl {
    explicit Impl(const SrtpKeys& keys)
        : out(keys.profile, keys.ours, ssrc_any_outbound),
          in(keys.profile, keys.theirs, ssrc_any_inbound) {}

    Session out;
    Session in;
};

Srtp::Srtp(const SrtpKeys& keys) {
    init_once();
    impl_ = std::make_unique<Impl>(keys);
}
Srtp::~Srtp() = default;

std::optional<std::size_t> Srtp::seal(std::span<std::uint8_t> room, std::size_t size) {
    int length = static_cast<int>(size);
    if (srtp_protect(impl_->out.get(), room.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

std::optional<std::size_t> Srtp::open(std::span<std::uint8_t> packet) {
    int length = static_cast<int>(packet.size());
    if (srtp_unprotect(impl_->in.get(), packet.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

std::optional<std::size_t> Srtp::open_rtcp(std::span<std::uint8_t> packet) {
    int length = static_cast<int>(packet.size());
    if (srtp_unprotect_rtcp(impl_->in.get(), packet.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

}  // namespace parley::voice
