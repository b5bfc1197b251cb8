#include "voice/sip/phone_book.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "base/secret.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t md5_digits = 32;
constexpr std::size_t sha256_digits = 64;

std::string random_hex(Rng& rng, std::size_t digits) {
    std::string hex;
    while (hex.size() < digits) hex += fmt::format("{:016x}", rng.next());
    return hex;
}

}  // namespace

PhoneBook::PhoneBook(Rng& rng)
    : nonces_(rng), nobody_{{}, "", random_hex(rng, md5_digits), random_hex(rng, sha256_digits)} {}

void PhoneBook::set(PhoneTerms terms) {
    forget(terms.phone);
    const auto taken = by_user_.find(terms.user);
    if (taken != by_user_.end()) users_.erase(taken->second.phone);
    users_[terms.phone] = terms.user;
    by_user_.insert_or_assign(terms.user, std::move(terms));
}

void PhoneBook::forget(PhoneId phone) {
    const auto known = users_.find(phone);
    if (known == users_.end()) return;
    by_user_.erase(known->second);
    users_.erase(known);
}

const PhoneTerms* PhoneBook::find(PhoneId phone) const {
    const auto known = users_.find(phone);
    if (known == users_.end()) return nullptr;
    return &by_user_.find(known->second)->second;
}

PhoneBook::Judgement PhoneBook::judge(const std::optional<Credentials>& shown,
                                      std::string_view method, const IpAddress& from, Instant now) {
    if (!shown || shown->realm != realm) return {};
    const Nonces::Kind kind = nonces_.look(shown->nonce, from, now);
    if (kind == Nonces::Kind::foreign) return {Verdict::missing, {}};
    const auto known = by_user_.find(shown->user);
    const PhoneTerms& phone = known == by_user_.end() ? nobody_ : known->second;
    const std::string& ha1 = shown->hash == DigestHash::md5 ? phone.ha1_md5 : phone.ha1_sha256;
    const bool is_right = same_secret(digest_response(*shown, ha1, method), shown->response);
    if (!is_right || &phone == &nobody_ || ha1.empty()) return {Verdict::wrong, {}};
    std::uint32_t count = 0;
    std::from_chars(shown->nc.data(), shown->nc.data() + shown->nc.size(), count, 16);
    if (kind == Nonces::Kind::stale || !nonces_.use(shown->nonce, count))
        return {Verdict::stale, {}};
    return {Verdict::good, phone.phone};
}

std::string PhoneBook::challenge(DigestHash hash, const IpAddress& to, bool is_stale, Instant now) {
    return fmt::format(R"(Digest realm="{}", nonce="{}", algorithm={}, qop="auth"{})", realm,
                       nonces_.make(to, now), name_of(hash), is_stale ? ", stale=true" : "");
}

}  // namespace parley::voice
