// Our trunks: where they are, whether they can be used, registration at those that want it.
//
// Health is asked for by OPTIONS every `options_every`, sooner while one is not up; what does not
// answer within `patience` is down. Hosts are looked up again every `lookup_every`.
//
// Threads: the SIP thread.
#pragma once

#include <sofia-sip/nua.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "voice/sip/agent.hpp"
#include "voice/sip/resolver.hpp"
#include "voice/sip/sip_stack.hpp"
#include "voice/sip/trunk_health.hpp"
#include "voice/sip/way.hpp"

namespace parley::voice {

class Trunks {
public:
    static constexpr Duration patience = 4s;
    static constexpr Duration again_when_down = 5s;
    static constexpr Duration again_when_refused = 60s;
    static constexpr Duration lookup_every = 5min;
    static constexpr int registration_seconds = 300;

    struct Surroundings {
        // Of ours that everybody may reach, the one that reaches the address.
        std::function<Agent*(const IpAddress&)> agent;
        // One of the trunk's own; null: it could not be had.
        std::function<std::unique_ptr<Agent>(const TrunkTerms&)> own_agent;
        std::function<void(std::unique_ptr<Agent>)> retire;
        std::function<void(std::function<void()>)> post;  // From any thread.
    };

    Trunks(SipListener& listener, const Clock& clock, Duration options_every,
           Surroundings surroundings);
    ~Trunks();
    Trunks(const Trunks&) = delete;
    Trunks& operator=(const Trunks&) = delete;

    void set(TrunkTerms terms);
    void forget(TrunkId trunk);
    const TrunkTerms* find(TrunkId trunk) const;

    // The likeliest first.
    std::vector<Way> ways(TrunkId trunk) const;
    bool is_trunk(const IpAddress& address) const;
    // Whose a call is that came from there; `user` is who it asks for.
    std::optional<TrunkId> whose(const Agent& agent, const Place& source,
                                 const std::string& user) const;

    // Whether the event is of a handle that is one of these.
    bool heard(const Heard& heard);
    void certificate_refused(TrunkId trunk, const std::string& reason);
    void on_tick();
    void forget_all();
    bool is_leaving() const { return !leaving_.empty(); }
    void cut_off_all();

private:
    struct Trunk {
        TrunkTerms terms;
        std::uint64_t edition = 0;  // Of the terms: late answers are of an older one.
        std::vector<Network> sources;
        std::vector<Place> places;
        std::unique_ptr<Agent> own_agent;
        TrunkHealth health{false};
        nua_handle_t* options = nullptr;
        nua_handle_t* registration = nullptr;
        bool has_authenticated = false;
        bool is_registering = false;  // An answer is waited for.
        Instant lookup_at;
        Instant options_at;
        Instant options_end_at;
        Instant register_at;
        Instant register_end_at;
    };

    void look_up(Trunk& trunk);
    void looked_up(TrunkId id, std::uint64_t edition, std::vector<Place> places);
    nua_handle_t* handle_to(const Trunk& trunk, const Way& way);
    void ask_options(Trunk& trunk);
    void end_options(Trunk& trunk);
    void register_at(Trunk& trunk);
    void end_registration(Trunk& trunk, Duration again);
    void options_heard(Trunk& trunk, const Heard& heard);
    void registration_heard(Trunk& trunk, const Heard& heard);
    void unanswered(Trunk& trunk, bool is_registration, const std::string& reason);
    void tell(const Trunk& trunk);
    void withdraw(Trunk& trunk);
    std::vector<Way> ways_of(const Trunk& trunk) const;

    SipListener& listener_;
    const Clock& clock_;
    const Duration options_every_;
    const Surroundings surroundings_;
    // A registration that is taken back: may be challenged, and is let go in the end.
    struct Leaving {
        nua_handle_t* handle = nullptr;
        std::string user;
        std::string password;
        bool has_authenticated = false;
        Instant until;
    };
    bool leaving_heard(const Heard& heard);

    std::uint64_t last_edition_ = 0;
    std::vector<Leaving> leaving_;
    std::map<TrunkId, Trunk> trunks_;
    Resolver resolver_;
};

}  // namespace parley::voice
