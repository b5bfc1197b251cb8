// Who is let in. Strangers get the same answer whatever they ask, and none at all once they ask too
// much; addresses of trunks, and of phones that have shown who they are, are never banned: whoever
// forges them in a datagram must not shut them out.
//
// Threads: the SIP thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "voice/sip/agent.hpp"
#include "voice/sip/ban_list.hpp"
#include "voice/sip/message_gate.hpp"
#include "voice/sip/packet_filter.hpp"
#include "voice/sip/phone_book.hpp"

namespace parley::voice {

class Doorkeeper {
public:
    static constexpr Duration known_for = 70min;  // Longer than a registration may stand.
    static constexpr std::size_t known_max = 10'000;
    static constexpr Duration round_every = 5s;  // Through all connections.
    static constexpr Duration unanswered_for = 10min;
    static constexpr std::size_t unanswered_max = 4'096;
    // Of all strangers' requests together, which each cost memory for half a minute.
    static constexpr int strangers_per_second_max = 200;
    // Of those that are trusted, whose addresses may be forged all the same.
    static constexpr int calls_per_second_max = 2'000;
    static constexpr int questions_per_second_max = 500;

    struct Surroundings {
        std::function<bool(const IpAddress&)> is_trunk;
        std::function<void(const IpAddress&, const BanList::Ban&)> banned;
    };

    Doorkeeper(const Clock& clock, PhoneBook& phones, bool is_for_anybody,
               Surroundings surroundings);

    void open() { is_open_ = true; }
    bool is_open() const { return is_open_; }
    // Whose ports' packets can be filtered.
    PacketFilter& filter() { return filter_; }

    bool lets_in(const Head& head);
    bool lets_in(const Place& source, std::string_view datagram);
    // Of a request that only a phone may make: whose it is. Nothing: it was answered, the same for
    // everybody.
    std::optional<PhoneId> identify(const Heard& heard);
    // 401, with a challenge of each algorithm, the better first (RFC 8760, section 2.4). There are
    // phones that answer none of several when they do not know one of them: those that are known
    // for it, and who did not answer the last time, are asked by MD5 alone.
    void challenge(const Heard& heard, bool is_stale);
    void refuse(const Heard& heard);  // Whatever else a stranger asks: the same.
    // Of one that may be another's too.
    std::optional<PhoneId> try_identify(const Heard& heard);
    bool is_known(const IpAddress& address) const;
    // Trunks have changed: none of them stays banned.
    void review();
    void on_tick();

private:
    bool is_trusted(const IpAddress& address) const;
    bool is_within_rate(const sip_t& sip, bool is_stranger);
    bool knows_only_md5(const Heard& heard, const IpAddress& from);
    void note(Offence offence, const IpAddress& who, bool is_proven, const IpAddress& shown);
    PhoneBook::Judgement judge(const Heard& heard, const Place& source);
    void update_filter();

    const Clock& clock_;
    PhoneBook& phones_;
    const bool is_for_anybody_;
    const Surroundings surroundings_;
    bool is_open_ = false;
    BanList bans_;
    PacketFilter filter_;
    std::map<IpAddress, Instant> known_;       // Until when.
    std::map<IpAddress, Instant> unanswered_;  // Challenges of two, by user at address; since when.
    Instant next_round_;
    Instant second_began_;
    struct Asked {
        int by_strangers = 0;
        int calls = 0;
        int questions = 0;
    } this_second_;
};

}  // namespace parley::voice
