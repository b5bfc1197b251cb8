#include "voice/rtp/srtp.hpp"

#include <srtp2/srtp.h>

#include <stdexcept>
#include <utility>

#include "base/assert.hpp"
#include "voice/rtp/bytes.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t ssrc_at = 8;

void check(srtp_err_status_t status, const char* doing) {
    if (status != srtp_err_status_ok) throw std::runtime_error(doing);
}

void init_once() {
    static const srtp_err_status_t status = srtp_init();
    check(status, "srtp_init");
}

srtp_profile_t profile_of(SrtpProfile profile) {
    switch (profile) {
        case SrtpProfile::aes_128_cm_sha1_32: return srtp_profile_aes128_cm_sha1_32;
        case SrtpProfile::aes_128_cm_sha1_80: return srtp_profile_aes128_cm_sha1_80;
        case SrtpProfile::aead_aes_128_gcm: return srtp_profile_aead_aes_128_gcm;
    }
    return srtp_profile_reserved;
}

class Way {
public:
    Way(SrtpProfile profile, std::vector<std::uint8_t> key, srtp_ssrc_type_t direction)
        : key_(std::move(key)) {
        srtp_policy_t policy{};
        PARLEY_ASSERT(key_.size() == key_size_of(profile));
        const auto chosen = profile_of(profile);
        check(srtp_crypto_policy_set_from_profile_for_rtp(&policy.rtp, chosen), "srtp policy");
        check(srtp_crypto_policy_set_from_profile_for_rtcp(&policy.rtcp, chosen), "srtcp policy");
        policy.ssrc.type = direction;
        policy.key = key_.data();
        policy.window_size = 128;
        check(srtp_create(&session_, &policy), "srtp session");
    }
    ~Way() { srtp_dealloc(session_); }
    Way(const Way&) = delete;
    Way& operator=(const Way&) = delete;

    srtp_t get() const { return session_; }

private:
    std::vector<std::uint8_t> key_;
    srtp_t session_ = nullptr;
};

}  // namespace

struct SrtpSession::Impl {
    void set_in(const SrtpKeys& of) {
        in = std::make_unique<Way>(of.profile, of.theirs, ssrc_any_inbound);
        senders = 0;
    }
    void set_out(const SrtpKeys& of) {
        out = std::make_unique<Way>(of.profile, of.ours, ssrc_any_outbound);
    }

    SrtpKeys keys;
    std::unique_ptr<Way> out;
    std::unique_ptr<Way> in;
    std::uint32_t sender = 0;  // The last that was heard.
    int senders = 0;
};

SrtpSession::SrtpSession(const SrtpKeys& keys) : impl_(std::make_unique<Impl>()) {
    init_once();
    impl_->keys = keys;
    impl_->set_in(keys);
    impl_->set_out(keys);
}
SrtpSession::~SrtpSession() = default;

void SrtpSession::change(const SrtpKeys& keys) {
    const bool is_same_profile = keys.profile == impl_->keys.profile;
    if (!is_same_profile || keys.theirs != impl_->keys.theirs) impl_->set_in(keys);
    if (!is_same_profile || keys.ours != impl_->keys.ours) impl_->set_out(keys);
    impl_->keys = keys;
}

// libsrtp keeps something of each sender for good.
void SrtpSession::look_at_sender(std::uint32_t ssrc) {
    if (impl_->senders > 0 && ssrc == impl_->sender) return;
    impl_->sender = ssrc;
    if (++impl_->senders > senders_max) impl_->set_in(impl_->keys);
}

std::optional<std::size_t> SrtpSession::seal(std::span<std::uint8_t> room, std::size_t size) {
    int length = static_cast<int>(size);
    if (srtp_protect(impl_->out->get(), room.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

std::optional<std::size_t> SrtpSession::seal_rtcp(std::span<std::uint8_t> room, std::size_t size) {
    int length = static_cast<int>(size);
    if (srtp_protect_rtcp(impl_->out->get(), room.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

std::optional<std::size_t> SrtpSession::open(std::span<std::uint8_t> packet) {
    int length = static_cast<int>(packet.size());
    if (srtp_unprotect(impl_->in->get(), packet.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    look_at_sender(read_u32(packet, ssrc_at));
    return static_cast<std::size_t>(length);
}

std::optional<std::size_t> SrtpSession::open_rtcp(std::span<std::uint8_t> packet) {
    int length = static_cast<int>(packet.size());
    if (srtp_unprotect_rtcp(impl_->in->get(), packet.data(), &length) != srtp_err_status_ok)
        return std::nullopt;
    return static_cast<std::size_t>(length);
}

}  // namespace parley::voice
