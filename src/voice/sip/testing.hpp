// For tests: a SipStack with a listener that remembers what it was told, and waits for it.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/enum_names.hpp"
#include "base/random.hpp"
#include "voice/sip/digest.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice::testing {

struct Told {
    std::string what;  // "invited", "ringing" …, as SipListener names it.
    DialogueKey dialogue{};
    std::string text{};  // SDP, target, address, key.
    std::string reason{};
    Arrival arrival{};
    Ending ending{};
    std::optional<DialogueKey> replaces{};
    TrunkState state{};
    bool registered = false;
    PhoneId phone{};
};

class Ear final : public SipListener {
public:
    using Test = std::function<bool(const Told&)>;

    // The first that was told, or is within the time, that passes; what was waited for is used up.
    Told wait(const std::string& what, const Test& test = {}, Duration within = 8s) {
        std::unique_lock lock(mutex_);
        std::optional<Told> found;
        changed_.wait_for(lock, within, [&] {
            for (auto at = told_.begin(); at != told_.end(); ++at) {
                if (at->what != what || (test && !test(*at))) continue;
                found = *at;
                told_.erase(at);
                return true;
            }
            return false;
        });
        if (!found) {
            std::string all;
            for (const Told& one : told_) all += one.what + " " + one.reason + "; ";
            FAIL("not told: " << what << "; what was: " << all);
        }
        return *found;
    }
    Told wait(const std::string& what, DialogueKey key) {
        return wait(what, [key](const Told& one) { return one.dialogue == key; });
    }
    Ending ending(DialogueKey key) { return wait("ended", key).ending; }
    std::size_t count(const std::string& what) {
        const std::scoped_lock lock(mutex_);
        return static_cast<std::size_t>(
            std::ranges::count_if(told_, [&](const Told& one) { return one.what == what; }));
    }

    void invited(const Arrival& arrival) override {
        tell({.what = "invited", .dialogue = arrival.dialogue, .arrival = arrival});
    }
    void offered_again(DialogueKey key, const std::string& offer) override {
        tell({.what = "offered_again", .dialogue = key, .text = offer});
    }
    void confirmed(DialogueKey key) override { tell({.what = "confirmed", .dialogue = key}); }
    void ringing(DialogueKey key, const std::string& sdp) override {
        tell({.what = "ringing", .dialogue = key, .text = sdp});
    }
    void answered(DialogueKey key, const std::string& sdp) override {
        tell({.what = "answered", .dialogue = key, .text = sdp});
    }
    void key_pressed(DialogueKey key, char pressed) override {
        tell({.what = "key_pressed", .dialogue = key, .text = std::string(1, pressed)});
    }
    void referred(DialogueKey key, const std::string& target,
                  std::optional<DialogueKey> replaces) override {
        tell({.what = "referred", .dialogue = key, .text = target, .replaces = replaces});
    }
    void ended(DialogueKey key, const Ending& ending) override {
        tell({.what = "ended",
              .dialogue = key,
              .reason = std::string(name_of(ending.cause)),
              .ending = ending});
    }
    void trunk_changed(TrunkId, TrunkState state, const std::string& reason) override {
        tell({.what = "trunk_changed", .reason = reason, .state = state});
    }
    void phone_changed(PhoneId phone, bool registered, const std::string& address,
                       const std::string& user_agent) override {
        tell({.what = "phone_changed",
              .text = address,
              .reason = user_agent,
              .registered = registered,
              .phone = phone});
    }
    void banned(const std::string& address, const std::string& reason, Duration length) override {
        tell({.what = "banned",
              .text = address,
              .reason = reason,
              .ending = {LegCause::none, static_cast<int>(length.count() / 1'000)}});
    }

private:
    void tell(Told told) {
        const std::scoped_lock lock(mutex_);
        told_.push_back(std::move(told));
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Told> told_;
};

// Each test has its own ports: what a stack of sofia's has sent may still be on its way.
inline std::uint16_t next_port() {
    static std::uint16_t last = 21'000;
    return ++last;
}

inline SipOptions at(const std::string& address, bool is_open = false) {
    SipOptions options;
    options.address = address;
    options.port = next_port();
    options.is_open = is_open;
    return options;
}

struct Station {
    explicit Station(SipOptions chosen) : options(std::move(chosen)), stack(options, ear) {
        stack.open();
    }
    SipOptions options;
    Ear ear;
    SipStack stack;
};

template <class AnyId>
AnyId some_id() {
    static SystemRng rng;
    return AnyId::make(SystemClock().now(), rng);
}

inline TrunkTerms trunk_to(const SipOptions& other, SipTransport transport = SipTransport::udp) {
    TrunkTerms terms;
    terms.trunk = some_id<TrunkId>();
    terms.transport = transport;
    terms.host = other.address;
    terms.port = transport == SipTransport::tls ? other.tls_port : other.port;
    return terms;
}

inline PhoneTerms phone_of(const std::string& user, const std::string& password) {
    const std::string a1 = fmt::format("{}:parley:{}", user, password);
    return {some_id<PhoneId>(), user, hash_hex(DigestHash::md5, a1),
            hash_hex(DigestHash::sha256, a1)};
}

inline Dialling call_to(TrunkId trunk, std::string number = "4001") {
    Dialling dialling;
    dialling.trunk = trunk;
    dialling.number = std::move(number);
    dialling.caller = "+4930111";
    dialling.caller_name = "Ann Lee";
    dialling.offer = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=offer\r\n";
    return dialling;
}

inline const std::string answer_sdp = "v=0\r\no=- 2 1 IN IP4 127.0.0.1\r\ns=answer\r\n";

}  // namespace parley::voice::testing
