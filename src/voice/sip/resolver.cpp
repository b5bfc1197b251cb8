#include "voice/sip/resolver.hpp"

#include <arpa/nameser.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <tuple>
#include <utility>

#include "base/thread_name.hpp"

namespace parley::voice {
namespace {

constexpr int own_port = 5'060;
constexpr int own_port_tls = 5'061;
constexpr std::size_t answer_max = 4'096;
constexpr int patience_s = 2;
constexpr int attempts = 2;

struct Service {
    int priority = 0;
    int weight = 0;
    int port = 0;
    std::string host;
};

std::string service_name(const Resolver::Question& question) {
    switch (question.carriage) {
        case Carriage::tcp: return "_sip._tcp." + question.host;
        case Carriage::tls: return "_sips._tcp." + question.host;
        case Carriage::udp: break;
    }
    return "_sip._udp." + question.host;
}

std::vector<Service> services(const std::string& name) {
    struct __res_state state{};
    if (::res_ninit(&state) != 0) return {};
    state.retrans = patience_s;
    state.retry = attempts;
    std::array<unsigned char, answer_max> answer{};
    const int size = ::res_nquery(&state, name.c_str(), ns_c_in, ns_t_srv, answer.data(),
                                  static_cast<int>(answer.size()));
    ::res_nclose(&state);
    ns_msg message{};
    if (size <= 0 || ::ns_initparse(answer.data(), std::min(size, static_cast<int>(answer.size())),
                                    &message) != 0)
        return {};
    std::vector<Service> found;
    for (int at = 0; at < ns_msg_count(message, ns_s_an); ++at) {
        ns_rr record{};
        constexpr int fixed_part = 6;
        if (::ns_parserr(&message, ns_s_an, at, &record) != 0 || ns_rr_type(record) != ns_t_srv ||
            ns_rr_rdlen(record) <= fixed_part)
            continue;
        const unsigned char* data = ns_rr_rdata(record);
        std::array<char, NS_MAXDNAME> host{};
        if (::dn_expand(ns_msg_base(message), ns_msg_end(message), data + fixed_part, host.data(),
                        host.size()) < 0)
            continue;
        found.push_back({static_cast<int>(ns_get16(data)), static_cast<int>(ns_get16(data + 2)),
                         static_cast<int>(ns_get16(data + 4)), host.data()});
    }
    // RFC 2782 would draw lots by weight; the heavier first is as fair as one trunk needs.
    std::ranges::sort(found, {}, [](const Service& one) {
        return std::tuple(one.priority, -one.weight, one.host, one.port);
    });
    return found;
}

void add_addresses(const std::string& host, int port, Carriage carriage,
                   std::vector<Place>& places) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return;
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> held(found, &::freeaddrinfo);
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        const auto address = IpAddress::of(*one->ai_addr);
        if (!address || places.size() == Resolver::places_max) continue;
        const Place place{*address, static_cast<std::uint16_t>(port), carriage};
        if (std::ranges::find(places, place) == places.end()) places.push_back(place);
    }
}

}  // namespace

std::vector<Place> resolve(const Resolver::Question& question) {
    const int port = question.carriage == Carriage::tls ? own_port_tls : own_port;
    if (const auto numeric = IpAddress::parse(question.host)) {
        const int named = question.port == 0 ? port : question.port;
        return {{*numeric, static_cast<std::uint16_t>(named), question.carriage}};
    }
    std::vector<Place> places;
    if (question.port == 0) {
        for (const Service& one : services(service_name(question)))
            add_addresses(one.host, one.port, question.carriage, places);
    }
    if (places.empty())
        add_addresses(question.host, question.port == 0 ? port : question.port, question.carriage,
                      places);
    return places;
}

Resolver::Resolver() : thread_([this] { run(); }) {}

Resolver::~Resolver() {
    {
        const std::scoped_lock lock(mutex_);
        is_ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Resolver::ask(Question question, Answered answered) {
    {
        const std::scoped_lock lock(mutex_);
        asked_.emplace_back(std::move(question), std::move(answered));
    }
    changed_.notify_one();
}

void Resolver::run() {
    name_thread("sip-names");
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return is_ending_ || !asked_.empty(); });
        if (is_ending_) return;
        const auto [question, answered] = std::move(asked_.front());
        asked_.pop_front();
        lock.unlock();
        answered(resolve(question));
        lock.lock();
    }
}

}  // namespace parley::voice
