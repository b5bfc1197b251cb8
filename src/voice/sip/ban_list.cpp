#include "voice/sip/ban_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "voice/sip/digest.hpp"

namespace parley::voice {
namespace {

std::string reason_of(Offence offence) {
    switch (offence) {
        case Offence::stranger: return "scanner";
        case Offence::wrong_credentials: return "wrong_credentials";
        case Offence::malformed:
        case Offence::packet: break;
    }
    return "flood";
}

Duration length_of(int bans, bool proven) {
    const Duration first = proven ? BanList::first_ban : BanList::first_ban_unproven;
    const Duration most = proven ? BanList::ban_max : BanList::ban_max_unproven;
    constexpr int doublings_max = 20;
    return std::min(most, first * (1 << std::min(bans, doublings_max)));
}

}  // namespace

BanList::Suspect& BanList::suspect(const IpAddress& who) {
    const auto known = by_address_.find(who);
    if (known != by_address_.end()) {
        suspects_.splice(suspects_.begin(), suspects_, known->second);
        return suspects_.front();
    }
    if (suspects_.size() == suspects_max) {
        by_address_.erase(suspects_.back().who);
        suspects_.pop_back();
    }
    suspects_.push_front({who, {}, 0});
    by_address_[who] = suspects_.begin();
    return suspects_.front();
}

std::optional<BanList::Ban> BanList::note(Offence offence, const IpAddress& who, bool proven,
                                          Instant now) {
    if (is_banned(who, now)) return std::nullopt;
    Suspect& suspect = this->suspect(who);
    const auto kind = static_cast<std::size_t>(offence);
    const Allowance& allowance = allowances[kind];
    Instant& empty_at = suspect.empty_at[kind];
    empty_at = std::max(empty_at, now) + allowance.each;
    if (empty_at - now <= allowance.count * allowance.each) return std::nullopt;

    const Ban ban{reason_of(offence), length_of(suspect.bans, proven)};
    Banned banned{now + ban.length, {who, {}, suspect.bans + 1}};
    suspects_.pop_front();
    by_address_.erase(who);
    if (banned_.size() == banned_max) {
        banned_.erase(std::ranges::min_element(banned_, {},
                                               [](const auto& one) { return one.second.until; }));
    }
    banned_.insert_or_assign(who, std::move(banned));
    return ban;
}

bool BanList::is_banned(const IpAddress& who, Instant now) const {
    const auto known = banned_.find(who);
    return known != banned_.end() && now < known->second.until;
}

void BanList::forgive(const IpAddress& who) {
    const auto known = by_address_.find(who);
    if (known == by_address_.end()) return;
    auto& empty_at = known->second->empty_at;
    const Instant wrong_credentials =
        empty_at[static_cast<std::size_t>(Offence::wrong_credentials)];
    empty_at = {};
    empty_at[static_cast<std::size_t>(Offence::wrong_credentials)] = wrong_credentials;
}

bool BanList::lift(const IpAddress& who) {
    forgive(who);
    return banned_.erase(who) > 0;
}

std::vector<IpAddress> BanList::banned(Instant now) const {
    std::vector<IpAddress> all;
    for (const auto& [who, banned] : banned_)
        if (now < banned.until) all.push_back(who);
    return all;
}

std::size_t BanList::release(Instant now) {
    std::size_t count = 0;
    for (auto at = banned_.begin(); at != banned_.end();) {
        if (now < at->second.until) {
            ++at;
            continue;
        }
        suspect(at->first).bans = at->second.suspect.bans;
        at = banned_.erase(at);
        ++count;
    }
    return count;
}

IpAddress offender_of(const IpAddress& address) {
    if (address.is_v4()) return address;
    IpAddress network = address;
    std::fill(network.bytes.begin() + 8, network.bytes.end(), std::uint8_t{0});
    return network;
}

IpAddress offender_of(const IpAddress& address, std::string_view user) {
    const std::string hex =
        hash_hex(DigestHash::sha256, fmt::format("{} {}", offender_of(address).text(), user));
    IpAddress offender;
    for (std::size_t at = 0; at < offender.bytes.size(); ++at) {
        const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
        offender.bytes[at] =
            static_cast<std::uint8_t>(digit(hex[2 * at]) * 16 + digit(hex[2 * at + 1]));
    }
    return offender;
}

}  // namespace parley::voice
