// Who asked too much, and is not listened to for a while.
//
// Each offence fills a bucket of the offender's that empties with time; the one that overflows it
// brings a ban, which ends by time and is longer each time, up to a bound. What comes over UDP may
// come from somebody else than it says: bans on such evidence are short. It is proven where they
// answered what we sent them: over TCP and TLS, and with a nonce of ours.
//
// Whom a ban must never meet (trunks, places of phones) is the caller's to know.
//
// Bounds: `suspects_max` and `banned_max` offenders; beyond them who was quiet the longest is
// forgotten, and whose ban ends first is let go.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "voice/sip/address.hpp"

namespace parley::voice {

// stranger: asked for something without credentials. packet: sent anything at all.
enum class Offence { stranger, wrong_credentials, malformed, packet };

class BanList {
public:
    static constexpr std::size_t suspects_max = 16'384;
    static constexpr std::size_t banned_max = 4'096;
    static constexpr Duration first_ban = 1h;
    static constexpr Duration ban_max = 24h;
    static constexpr Duration first_ban_unproven = 2min;
    static constexpr Duration ban_max_unproven = 1h;

    // How many at once, and how soon one more is forgiven.
    struct Allowance {
        int count;
        Duration each;
    };
    static constexpr std::array<Allowance, 4> allowances{
        {{60, 3s}, {10, 1min}, {30, 2s}, {1'000, 20ms}}};  // In the order of Offence.

    struct Ban {
        std::string reason;  // "scanner", "wrong_credentials", "flood"
        Duration length{};
    };

    // The ban that this offence brings; nothing while there is one already.
    std::optional<Ban> note(Offence offence, const IpAddress& who, bool proven, Instant now);
    bool is_banned(const IpAddress& who, Instant now) const;
    void forgive(const IpAddress& who);  // All but wrong credentials, where they led to no ban.
    bool lift(const IpAddress& who);     // Its ban, too; whether there was one.
    std::vector<IpAddress> banned(Instant now) const;
    // Lets go whose time has come; how many that were.
    std::size_t release(Instant now);

private:
    struct Suspect {
        IpAddress who;
        std::array<Instant, allowances.size()> empty_at{};
        int bans = 0;
    };
    struct Banned {
        Instant until;
        Suspect suspect;
    };
    Suspect& suspect(const IpAddress& who);

    std::list<Suspect> suspects_;  // The latest first.
    std::map<IpAddress, std::list<Suspect>::iterator> by_address_;
    std::map<IpAddress, Banned> banned_;
};

// Whom an address stands for: of IPv6 its network of 64 bits, which one host may have whole.
IpAddress offender_of(const IpAddress& address);
// One user at an address that others share, as an offender of its own.
IpAddress offender_of(const IpAddress& address, std::string_view user);

}  // namespace parley::voice
