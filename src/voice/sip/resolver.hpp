// Where a SIP host is (RFC 3263, without NAPTR: the transport is settled): by SRV where no port is
// named, in order of priority and weight, then by address. It waits for answers, so it has a thread
// of its own.
//
// Threads: ask from any; answers come on the resolver's.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "voice/sip/address.hpp"

namespace parley::voice {

class Resolver {
public:
    static constexpr std::size_t places_max = 16;  // Of one host.

    struct Question {
        std::string host;  // Name or numeric address.
        int port = 0;      // 0: by SRV, else the transport's own.
        Carriage carriage = Carriage::udp;
    };
    // No places: it is not known.
    using Answered = std::function<void(std::vector<Place>)>;

    Resolver();
    ~Resolver();  // What was not answered yet never is.
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    void ask(Question question, Answered answered);

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<Question, Answered>> asked_;
    bool is_ending_ = false;
    std::thread thread_;
};

// What the resolver does for one question; waits.
std::vector<Place> resolve(const Resolver::Question& question);

}  // namespace parley::voice
