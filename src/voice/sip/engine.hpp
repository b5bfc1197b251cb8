// What stands behind SipStack: everything that lives on the SIP thread, and who hears what.
//
// Threads: post from any, the rest on the SIP thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "voice/sip/agent.hpp"
#include "voice/sip/datagram_gate.hpp"
#include "voice/sip/dialogues.hpp"
#include "voice/sip/doorkeeper.hpp"
#include "voice/sip/phone_book.hpp"
#include "voice/sip/registrar.hpp"
#include "voice/sip/sip_stack.hpp"
#include "voice/sip/sip_thread.hpp"
#include "voice/sip/tls_reaper.hpp"
#include "voice/sip/trunks.hpp"

namespace parley::voice {

class Engine {
public:
    static constexpr Duration farewell_max = 5s;  // Of all that stands, when it ends.
    static constexpr int retry_after_seconds = 3;

    Engine(const SipOptions& options, SipListener& listener);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void post(std::function<void(Engine&)> work);
    DialogueKey next_key() { return DialogueKey{++last_key_}; }

    Dialogues& dialogues() { return *dialogues_; }
    void set_trunk(TrunkTerms terms);
    void forget_trunk(TrunkId trunk) { trunks_->forget(trunk); }
    void set_phone(PhoneTerms terms);
    void forget_phone(PhoneId phone);
    void open() { doorkeeper_.open(); }

private:
    void begin(su_root_t* root);
    void finish();
    void on_tick();
    void on_tick_of_end();
    void heard(const Heard& heard);

    // Of requests outside any dialogue (guests.cpp).
    void invited(const Heard& heard);
    void registers(const Heard& heard);
    void asked_options(const Heard& heard);
    bool is_too_early(const Heard& heard);
    bool take_replaced(const Heard& heard, Arrival& arrival);
    void tell_phone(PhoneId phone);

    std::unique_ptr<Agent> make_agent(const IpAddress& address, const std::string& host);
    std::unique_ptr<Agent> make_trunk_agent(const TrunkTerms& terms);
    Agent* agent_for(const IpAddress& address) const;
    std::vector<Way> phone_ways(PhoneId phone) const;
    void retire(std::unique_ptr<Agent> agent);

    const SipOptions options_;
    SipListener& listener_;
    SystemClock clock_;
    SystemRng rng_;
    std::atomic<std::uint64_t> last_key_ = 0;
    PhoneBook phones_{rng_};
    Registrar registrar_;
    Doorkeeper doorkeeper_;
    Gate gate_;
    DatagramGate datagram_gate_;

    su_root_t* root_ = nullptr;
    std::unique_ptr<TlsReaper> tls_reaper_;       // Outlives all agents.
    std::vector<std::unique_ptr<Agent>> agents_;  // That everybody may reach.
    std::vector<std::unique_ptr<Agent>> retired_;
    std::unique_ptr<Dialogues> dialogues_;
    std::unique_ptr<Trunks> trunks_;
    bool is_ending_ = false;
    bool is_cut_off_ = false;
    Instant end_at_;
    std::unique_ptr<SipThread> thread_;
};

}  // namespace parley::voice
