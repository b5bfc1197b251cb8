#include "voice/sip/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/log.hpp"

namespace parley::voice {
namespace {

IpAddress numeric(const std::string& address) {
    const auto parsed = IpAddress::parse(address);
    if (!parsed) throw std::runtime_error(fmt::format("sip: not an address: {}", address));
    return *parsed;
}

// As it stands in URIs: a name as it is, an address with brackets where it needs them.
std::string host_of(const std::string& text) {
    const auto address = IpAddress::parse(text);
    return address ? address->host() : text;
}

}  // namespace

Engine::Engine(const SipOptions& options, SipListener& listener)
    : options_(options),
      listener_(listener),
      doorkeeper_(clock_, phones_, options.is_open,
                  {[this](const IpAddress& address) { return trunks_->is_trunk(address); },
                   [this](const IpAddress& address, const BanList::Ban& ban) {
                       listener_.banned(address.text(), ban.reason, ban.length);
                   }}),
      gate_([this](const Head& head) { return doorkeeper_.lets_in(head); }),
      datagram_gate_([this](const Place& source, std::string_view bytes) {
          return doorkeeper_.lets_in(source, bytes);
      }) {
    thread_ = std::make_unique<SipThread>([this](su_root_t* root) { begin(root); },
                                          [this] { on_tick(); });
}

Engine::~Engine() {
    post([](Engine& engine) {
        engine.is_ending_ = true;
        engine.end_at_ = engine.clock_.now() + farewell_max;
        engine.dialogues_->hang_up_all();
        engine.trunks_->forget_all();
    });
    thread_->join();
}

void Engine::post(std::function<void(Engine&)> work) {
    thread_->post([this, work = std::move(work)] { work(*this); });
}

void Engine::begin(su_root_t* root) {
    root_ = root;
    set_gate(&gate_);
    set_datagram_gate(&datagram_gate_);
    tls_reaper_ = std::make_unique<TlsReaper>();
    dialogues_ = std::make_unique<Dialogues>(
        listener_, clock_,
        Dialogues::Surroundings{[this](TrunkId trunk) { return trunks_->find(trunk); },
                                [this](TrunkId trunk) { return trunks_->ways(trunk); },
                                [this](PhoneId phone) { return phone_ways(phone); },
                                [this](PhoneId phone, const Place& place) {
                                    if (registrar_.remove(phone, place)) tell_phone(phone);
                                }});
    trunks_ = std::make_unique<Trunks>(
        listener_, clock_, options_.options_every,
        Trunks::Surroundings{
            [this](const IpAddress& address) { return agent_for(address); },
            [this](const TrunkTerms& terms) { return make_trunk_agent(terms); },
            [this](std::unique_ptr<Agent> agent) { retire(std::move(agent)); },
            [this](std::function<void()> work) { thread_->post(std::move(work)); }});
    const std::string& host =
        options_.public_address.empty() ? options_.address : options_.public_address;
    agents_.push_back(make_agent(numeric(options_.address), host_of(host)));
    if (!options_.second_address.empty()) {
        agents_.push_back(
            make_agent(numeric(options_.second_address), host_of(options_.second_address)));
    }
    const std::uint16_t ports[] = {options_.port, options_.tls_port};
    doorkeeper_.filter().watch(std::span(ports).first(options_.tls_port == 0 ? 1 : 2));
}

std::unique_ptr<Agent> Engine::make_agent(const IpAddress& address, const std::string& host) {
    Agent::Terms terms{address, host, options_.port, options_.tls_port, {}, {}};
    if (options_.tls_port != 0) {
        terms.tls.certificate = options_.certificate;
        terms.tls.certificate_key = options_.certificate_key;
    }
    return std::make_unique<Agent>(
        root_, std::move(terms), [this](const Heard& one) { heard(one); },
        [](const std::string&) {});
}

std::unique_ptr<Agent> Engine::make_trunk_agent(const TrunkTerms& trunk) {
    const Agent::Terms& ours = agents_.front()->terms();
    Agent::Terms terms{ours.address, ours.public_host, 0, 0, {}, trunk.trunk};
    terms.tls.host = trunk.host;
    terms.tls.ca = trunk.ca;
    terms.contact_tls_port = options_.tls_port;
    const std::vector<int> before = PacketFilter::listening();
    try {
        auto agent = std::make_unique<Agent>(
            root_, std::move(terms), [this](const Heard& one) { heard(one); },
            [this, id = trunk.trunk](const std::string& reason) {
                thread_->post([this, id, reason] {
                    trunks_->certificate_refused(id, reason);
                    dialogues_->trunk_failed(id);
                });
            });
        // Sofia cannot but listen: it is for what we call only.
        for (const int socket : PacketFilter::listening())
            if (std::ranges::find(before, socket) == before.end())
                doorkeeper_.filter().deafen(socket);
        return agent;
    } catch (const std::runtime_error& error) {
        log_warning("trunk_tls_refused", {{"why", error.what()}});
        return nullptr;
    }
}

Agent* Engine::agent_for(const IpAddress& address) const {
    for (const auto& agent : agents_)
        if (agent->terms().address.is_v4() == address.is_v4()) return agent.get();
    return nullptr;
}

std::vector<Way> Engine::phone_ways(PhoneId phone) const {
    std::vector<Way> ways;
    for (const Binding& binding : registrar_.bindings(phone, clock_.now()))
        if (Agent* agent = agent_for(binding.place.address))
            ways.push_back({agent, binding.place, Way::Kind::fixed, binding.uri});
    return ways;
}

void Engine::retire(std::unique_ptr<Agent> agent) { retired_.push_back(std::move(agent)); }

void Engine::set_trunk(TrunkTerms terms) {
    trunks_->set(std::move(terms));
    doorkeeper_.review();
}

void Engine::set_phone(PhoneTerms terms) {
    const PhoneTerms* known = phones_.find(terms.phone);
    // Whose password has changed must show the new one.
    if (known != nullptr && (known->user != terms.user || known->ha1_md5 != terms.ha1_md5 ||
                             known->ha1_sha256 != terms.ha1_sha256))
        forget_phone(terms.phone);
    phones_.set(std::move(terms));
}

void Engine::forget_phone(PhoneId phone) {
    phones_.forget(phone);
    const bool was_registered = !registrar_.bindings(phone, clock_.now()).empty();
    registrar_.forget(phone);
    if (was_registered) tell_phone(phone);
}

void Engine::on_tick() {
    if (is_ending_) return on_tick_of_end();
    dialogues_->on_tick();
    trunks_->on_tick();
    doorkeeper_.on_tick();
    tls_reaper_->on_tick(clock_.now());
    for (const PhoneId phone : registrar_.expire(clock_.now())) tell_phone(phone);
    for (auto agent = retired_.begin(); agent != retired_.end();) {
        if ((*agent)->is_shut()) {
            tls_reaper_->on_tick(clock_.now());
            agent = retired_.erase(agent);
            continue;
        }
        if (!dialogues_->uses(**agent) && !trunks_->is_leaving()) (*agent)->shut();
        ++agent;
    }
}

// First all is said, as far as it is heard; then all agents end, which takes another moment.
void Engine::on_tick_of_end() {
    dialogues_->on_tick();
    const bool is_late = clock_.now() >= end_at_;
    if (!is_cut_off_) {
        if (!is_late && (dialogues_->has_farewells() || trunks_->is_leaving())) return;
        is_cut_off_ = true;
        dialogues_->cut_off_all();
        trunks_->cut_off_all();
        for (auto& agent : retired_) agents_.push_back(std::move(agent));
        retired_.clear();
        for (const auto& agent : agents_) agent->shut();
        return;
    }
    constexpr Duration grace = 1s;
    const bool are_shut =
        std::ranges::all_of(agents_, [](const auto& one) { return one->is_shut(); });
    if (!are_shut && clock_.now() < end_at_ + grace) return;
    trunks_.reset();
    tls_reaper_->on_tick(clock_.now());
    agents_.clear();
    tls_reaper_.reset();
    set_gate(nullptr);
    set_datagram_gate(nullptr);
    thread_->stop();
}

}  // namespace parley::voice
