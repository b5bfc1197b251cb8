#include "voice/sip/trunks.hpp"

#include <fmt/format.h>
#include <sofia-sip/nua_tag.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_tag.h>

#include <algorithm>
#include <utility>

#include "voice/sip/challenge.hpp"
#include "voice/sip/sip_text.hpp"

namespace parley::voice {
namespace {

Carriage carriage_of(SipTransport transport) {
    switch (transport) {
        case SipTransport::tcp: return Carriage::tcp;
        case SipTransport::tls: return Carriage::tls;
        case SipTransport::udp: break;
    }
    return Carriage::udp;
}

// As it stands in a URI; what is no name and no address would break out of it.
std::string host_in_uri(const TrunkTerms& terms) {
    const auto numeric = IpAddress::parse(terms.host);
    std::string host = numeric ? numeric->host() : escape_user(terms.host);
    if (terms.port != 0) host += fmt::format(":{}", terms.port);
    return host;
}

bool are_same(const TrunkTerms& a, const TrunkTerms& b) {
    return a.transport == b.transport && a.host == b.host && a.port == b.port && a.user == b.user &&
           a.password == b.password && a.registers == b.registers && a.sources == b.sources &&
           a.ca == b.ca;
}

}  // namespace

Trunks::Trunks(SipListener& listener, const Clock& clock, Duration options_every,
               Surroundings surroundings)
    : listener_(listener),
      clock_(clock),
      options_every_(options_every),
      surroundings_(std::move(surroundings)) {}

Trunks::~Trunks() = default;

void Trunks::set(TrunkTerms terms) {
    const TrunkId id = terms.trunk;
    const auto known = trunks_.find(id);
    if (known != trunks_.end()) {
        if (are_same(known->second.terms, terms)) {
            known->second.terms = std::move(terms);
            return;
        }
        withdraw(known->second);
        trunks_.erase(known);
    }
    Trunk& trunk = trunks_[id];
    trunk.terms = std::move(terms);
    trunk.edition = ++last_edition_;
    trunk.health = TrunkHealth(trunk.terms.registers);
    for (const std::string& source : trunk.terms.sources)
        if (const auto network = Network::parse(source)) trunk.sources.push_back(*network);
    if (trunk.terms.transport == SipTransport::tls) {
        trunk.own_agent = surroundings_.own_agent(trunk.terms);
        if (trunk.own_agent == nullptr && trunk.health.refused("tls_bad_terms")) tell(trunk);
    }
    look_up(trunk);
}

void Trunks::forget(TrunkId id) {
    const auto known = trunks_.find(id);
    if (known == trunks_.end()) return;
    withdraw(known->second);
    trunks_.erase(known);
}

// What is under way for it ends; its calls stand.
void Trunks::withdraw(Trunk& trunk) {
    end_options(trunk);
    if (trunk.registration != nullptr) {
        nua_unregister(trunk.registration, TAG_END());
        leaving_.push_back({trunk.registration, trunk.terms.user, trunk.terms.password, false,
                            clock_.now() + patience});
        trunk.registration = nullptr;
    }
    if (trunk.own_agent != nullptr) surroundings_.retire(std::move(trunk.own_agent));
}

const TrunkTerms* Trunks::find(TrunkId id) const {
    const auto known = trunks_.find(id);
    return known == trunks_.end() ? nullptr : &known->second.terms;
}

void Trunks::look_up(Trunk& trunk) {
    trunk.lookup_at = clock_.now() + lookup_every;
    const Resolver::Question question{trunk.terms.host, trunk.terms.port,
                                      carriage_of(trunk.terms.transport)};
    // What need not be waited for is not: calls may come at once.
    if (IpAddress::parse(trunk.terms.host))
        return looked_up(trunk.terms.trunk, trunk.edition, resolve(question));
    const auto answered = [this, id = trunk.terms.trunk,
                           edition = trunk.edition](std::vector<Place> places) {
        surroundings_.post(
            [this, id, edition, found = std::move(places)] { looked_up(id, edition, found); });
    };
    resolver_.ask(question, answered);
}

void Trunks::looked_up(TrunkId id, std::uint64_t edition, std::vector<Place> places) {
    const auto known = trunks_.find(id);
    if (known == trunks_.end() || known->second.edition != edition) return;
    Trunk& trunk = known->second;
    if (places.empty()) {
        trunk.lookup_at = clock_.now() + again_when_down;
        // Where it was is better than nowhere.
        if (trunk.places.empty()) unanswered(trunk, trunk.terms.registers, "unknown_host");
        return;
    }
    const bool is_first = trunk.places.empty();
    if (!std::ranges::is_permutation(trunk.places, places)) trunk.places = std::move(places);
    if (!is_first) return;
    ask_options(trunk);
    if (trunk.terms.registers) register_at(trunk);
}

std::vector<Way> Trunks::ways(TrunkId id) const {
    const auto known = trunks_.find(id);
    if (known == trunks_.end()) return {};
    return ways_of(known->second);
}

std::vector<Way> Trunks::ways_of(const Trunk& trunk) const {
    const bool is_tls = trunk.terms.transport == SipTransport::tls;
    const bool is_numeric = IpAddress::parse(trunk.terms.host).has_value();
    std::vector<Way> ways;
    for (const Place& place : trunk.places) {
        Agent* agent = is_tls ? trunk.own_agent.get() : surroundings_.agent(place.address);
        if (agent == nullptr) continue;
        Way way{agent, place, Way::Kind::routed, "sip:" + host_in_uri(trunk.terms)};
        if (is_numeric) {
            way.kind = Way::Kind::direct;
            way.target = place.uri();
        }
        ways.push_back(std::move(way));
    }
    return ways;
}

bool Trunks::is_trunk(const IpAddress& address) const {
    return std::ranges::any_of(trunks_, [&](const auto& one) {
        const Trunk& trunk = one.second;
        return std::ranges::any_of(trunk.sources,
                                   [&](const Network& net) { return net.contains(address); }) ||
               std::ranges::any_of(trunk.places,
                                   [&](const Place& place) { return place.address == address; });
    });
}

std::optional<TrunkId> Trunks::whose(const Agent& agent, const Place& source,
                                     const std::string& user) const {
    if (!agent.terms().trunk.is_nil()) return agent.terms().trunk;
    // Of several at one address: whose user is asked for, then whose transport it is.
    std::optional<TrunkId> best;
    int best_rank = -1;
    for (const auto& [id, trunk] : trunks_) {
        const bool is_from =
            trunk.sources.empty()
                ? std::ranges::any_of(
                      trunk.places, [&](const Place& one) { return one.address == source.address; })
                : std::ranges::any_of(trunk.sources, [&](const Network& net) {
                      return net.contains(source.address);
                  });
        if (!is_from) continue;
        const int rank = (!user.empty() && trunk.terms.user == user ? 2 : 0) +
                         (carriage_of(trunk.terms.transport) == source.carriage ? 1 : 0);
        if (rank <= best_rank) continue;
        best = id;
        best_rank = rank;
    }
    return best;
}

nua_handle_t* Trunks::handle_to(const Trunk& trunk, const Way& way) {
    const std::string route = fmt::format("<{};lr>", way.place.uri());
    const bool is_routed = way.kind == Way::Kind::routed;
    const std::string user = trunk.terms.user.empty() ? "parley" : escape_user(trunk.terms.user);
    const std::string host =
        trunk.terms.user.empty() ? way.agent->terms().public_host : host_in_uri(trunk.terms);
    const std::string from = fmt::format("<sip:{}@{}>", user, host);
    const std::string contact = way.agent->contact(way.place.carriage, way.place.address);
    const std::string with_user = contact.empty() ? "" : "<sip:" + user + "@" + contact.substr(5);
    nua_handle_t* handle =
        nua_handle(way.agent->nua(), nullptr, SIPTAG_FROM_STR(from.c_str()),
                   TAG_IF(!with_user.empty(), SIPTAG_CONTACT_STR(with_user.c_str())), TAG_END());
    nua_set_hparams(handle, TAG_IF(is_routed, NUTAG_INITIAL_ROUTE_STR(route.c_str())), TAG_END());
    return handle;
}

void Trunks::ask_options(Trunk& trunk) {
    const auto ways = ways_of(trunk);
    trunk.options_at =
        clock_.now() + (trunk.health.state() == TrunkState::up ? options_every_ : again_when_down);
    if (ways.empty() || trunk.options != nullptr) return;
    trunk.options = handle_to(trunk, ways.front());
    trunk.options_end_at = clock_.now() + patience;
    nua_options(trunk.options, NUTAG_URL(ways.front().target.c_str()), TAG_END());
}

void Trunks::end_options(Trunk& trunk) {
    if (trunk.options == nullptr) return;
    nua_handle_destroy(trunk.options);
    trunk.options = nullptr;
}

void Trunks::register_at(Trunk& trunk) {
    const auto ways = ways_of(trunk);
    trunk.register_at = clock_.now() + again_when_down;
    if (ways.empty() || trunk.registration != nullptr) return;
    const Way& way = ways.front();
    trunk.has_authenticated = false;
    trunk.is_registering = true;
    trunk.register_end_at = clock_.now() + patience;
    trunk.registration = handle_to(trunk, way);
    const std::string aor =
        fmt::format("<sip:{}@{}>", escape_user(trunk.terms.user), host_in_uri(trunk.terms));
    const std::string expires = fmt::format("{}", registration_seconds);
    nua_register(trunk.registration, NUTAG_REGISTRAR(way.target.c_str()),
                 SIPTAG_TO_STR(aor.c_str()), SIPTAG_EXPIRES_STR(expires.c_str()),
                 NUTAG_OUTBOUND("no-outbound no-validate no-options-keepalive"), TAG_END());
}

void Trunks::end_registration(Trunk& trunk, Duration again) {
    if (trunk.registration != nullptr) nua_handle_destroy(trunk.registration);
    trunk.registration = nullptr;
    trunk.is_registering = false;
    trunk.register_at = clock_.now() + again;
}

bool Trunks::heard(const Heard& heard) {
    for (auto& [id, trunk] : trunks_) {
        if (heard.handle == trunk.options) {
            options_heard(trunk, heard);
            return true;
        }
        if (heard.handle == trunk.registration) {
            registration_heard(trunk, heard);
            return true;
        }
    }
    return leaving_heard(heard);
}

bool Trunks::leaving_heard(const Heard& heard) {
    const auto leaving = std::ranges::find(leaving_, heard.handle, &Leaving::handle);
    if (leaving == leaving_.end()) return false;
    if (heard.event != nua_r_unregister || heard.status < 200) return true;
    const bool is_challenge = heard.status == 401 || heard.status == 407;
    if (is_challenge && heard.sip != nullptr && !leaving->has_authenticated) {
        leaving->has_authenticated = true;
        const auto credentials = credentials_for(*heard.sip, leaving->user, leaving->password);
        if (credentials) {
            nua_authenticate(heard.handle, NUTAG_AUTH(credentials->c_str()), TAG_END());
            return true;
        }
    }
    nua_handle_destroy(leaving->handle);
    leaving_.erase(leaving);
    return true;
}

void Trunks::options_heard(Trunk& trunk, const Heard& heard) {
    if (heard.event != nua_r_options || heard.status < 200) return;
    end_options(trunk);
    if (heard.sip == nullptr) return unanswered(trunk, false, "unreachable");
    if (trunk.health.options_answered(heard.status, heard.phrase)) tell(trunk);
    trunk.options_at =
        clock_.now() + (trunk.health.state() == TrunkState::up ? options_every_ : again_when_down);
}

void Trunks::registration_heard(Trunk& trunk, const Heard& heard) {
    if (heard.event != nua_r_register || heard.status < 200) return;
    const bool is_challenge = heard.status == 401 || heard.status == 407;
    if (is_challenge && heard.sip != nullptr && !trunk.has_authenticated) {
        trunk.has_authenticated = true;
        const auto credentials =
            credentials_for(*heard.sip, trunk.terms.user, trunk.terms.password);
        trunk.register_end_at = clock_.now() + patience;
        if (credentials) {
            nua_authenticate(heard.handle, NUTAG_AUTH(credentials->c_str()), TAG_END());
            return;
        }
    }
    if (heard.sip == nullptr) {
        end_registration(trunk, again_when_down);
        return unanswered(trunk, true, "unreachable");
    }
    trunk.is_registering = false;
    if (trunk.health.registration_answered(heard.status, heard.phrase)) tell(trunk);
    if (heard.status < 300) {
        trunk.has_authenticated = false;  // A later refresh may be challenged anew.
        return;
    }
    end_registration(
        trunk, trunk.health.state() == TrunkState::refused ? again_when_refused : again_when_down);
}

// Next time another of its places is tried first.
void Trunks::unanswered(Trunk& trunk, bool is_registration, const std::string& reason) {
    if (trunk.places.size() > 1)
        std::rotate(trunk.places.begin(), trunk.places.begin() + 1, trunk.places.end());
    trunk.options_at = clock_.now() + again_when_down;
    // What a certificate was refused for says more than that nothing came of it.
    if (trunk.health.reason().starts_with("tls_") && reason != "unknown_host") return;
    const bool is_changed = is_registration ? trunk.health.registration_unanswered(reason)
                                            : trunk.health.options_unanswered(reason);
    if (is_changed) tell(trunk);
}

void Trunks::certificate_refused(TrunkId id, const std::string& reason) {
    const auto known = trunks_.find(id);
    if (known == trunks_.end()) return;
    Trunk& trunk = known->second;
    end_options(trunk);
    if (trunk.is_registering) end_registration(trunk, again_when_down);
    trunk.options_at = clock_.now() + again_when_down;
    if (trunk.health.refused(reason)) tell(trunk);
}

void Trunks::tell(const Trunk& trunk) {
    listener_.trunk_changed(trunk.terms.trunk, trunk.health.state(), trunk.health.reason());
}

void Trunks::on_tick() {
    const Instant now = clock_.now();
    std::erase_if(leaving_, [now](const Leaving& one) {
        if (now < one.until) return false;
        nua_handle_destroy(one.handle);
        return true;
    });
    for (auto& [id, trunk] : trunks_) {
        if (now >= trunk.lookup_at) look_up(trunk);
        if (trunk.options != nullptr && now >= trunk.options_end_at) {
            end_options(trunk);
            unanswered(trunk, false, "no_answer");
        }
        if (trunk.is_registering && now >= trunk.register_end_at) {
            end_registration(trunk, again_when_down);
            unanswered(trunk, true, "no_answer");
        }
        if (trunk.places.empty()) continue;
        if (trunk.options == nullptr && now >= trunk.options_at) ask_options(trunk);
        if (trunk.terms.registers && trunk.registration == nullptr && now >= trunk.register_at)
            register_at(trunk);
    }
}

void Trunks::forget_all() {
    for (auto& [id, trunk] : trunks_) withdraw(trunk);
    trunks_.clear();
}

void Trunks::cut_off_all() {
    for (const Leaving& one : leaving_) nua_handle_destroy(one.handle);
    leaving_.clear();
}

}  // namespace parley::voice
