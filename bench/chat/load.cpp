#include "bench/chat/load.hpp"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ctime>
#include <stdexcept>

#include "bench/store_insert.hpp"
#include "bench/ws/process.hpp"

namespace parley::bench {
namespace {

constexpr double backlog_seconds_max = 0.1;
constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t settled_within_ns = 30 * second_ns;
constexpr std::int64_t ping_every_ns = 10 * second_ns;
constexpr std::int64_t nap_ns = 1'000'000;
constexpr std::size_t sends_in_a_row_max = 64;  // Then what has arrived has its turn.
constexpr std::uint64_t agent_bit = 1ULL << 32;
constexpr std::string_view id_key = R"("client_msg_id":")";
constexpr std::string_view id_prefix = "bench-4242-4242-4242-";

std::int64_t now_ns() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

double own_cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double at_share(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

Delays delays_of(std::vector<double> values) {
    std::ranges::sort(values);
    return {at_share(values, 0.5), at_share(values, 0.9), at_share(values, 0.99),
            at_share(values, 1)};
}

double cpu_seconds_of(const std::vector<pid_t>& servers) {
    double all = 0;
    for (const pid_t server : servers) all += cpu_seconds(server);
    return all;
}

}  // namespace

bool keeps_up(const StepResult& result) {
    return result.refused == 0 &&
           static_cast<double>(result.backlog) <= result.step.per_second * backlog_seconds_max;
}

Load::Load(Stage stage, int agents_per_inbox, std::vector<pid_t> servers)
    : stage_(std::move(stage)),
      deliveries_each_(static_cast<std::size_t>(agents_per_inbox)),
      servers_(std::move(servers)),
      epoll_(::epoll_create1(0)) {
    const auto watch = [this](const auto& lines, std::uint64_t bit) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i | bit;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, lines[i]->socket(), &event);
        }
    };
    watch(stage_.visitors, 0);
    watch(stage_.agents, agent_bit);
}

Load::~Load() { ::close(epoll_); }

StepResult Load::run(const Step& step) {
    first_id_ += messages_.size();
    next_ = answered_ = delivered_ = 0;
    messages_.assign(static_cast<std::size_t>(step.per_second * step.seconds), {});
    const double server_before = cpu_seconds_of(servers_);
    const double client_before = own_cpu_seconds();
    const std::int64_t start = now_ns();
    const double gap = static_cast<double>(second_ns) / step.per_second;
    for (std::size_t i = 0; i < messages_.size(); ++i) {
        messages_[i].intended_ns = start + static_cast<std::int64_t>(gap * static_cast<double>(i));
    }

    const std::int64_t end = start + static_cast<std::int64_t>(step.seconds * 1e9);
    for (std::int64_t now = start; now < end; now = now_ns()) {
        send_due(now);
        const bool more = next_ < messages_.size();
        receive(more ? messages_[next_].intended_ns : std::min(end, now + nap_ns));
    }
    StepResult result;
    result.acked_per_second = static_cast<double>(answered_) / step.seconds;
    result.client_cpu_share = (own_cpu_seconds() - client_before) / step.seconds;
    result.server_cpu_seconds = cpu_seconds_of(servers_) - server_before;
    const std::size_t answered_in_time = answered_;
    for (std::int64_t now = end; !is_settled() && now < end + settled_within_ns; now = now_ns()) {
        send_due(now);
        receive(now + nap_ns);
    }
    check_all();

    StepResult whole = result_of(step);
    whole.acked_per_second = result.acked_per_second;
    whole.client_cpu_share = result.client_cpu_share;
    whole.server_cpu_seconds = result.server_cpu_seconds;
    whole.backlog = messages_.size() - answered_in_time;
    return whole;
}

void Load::send_due(std::int64_t now) {
    for (std::size_t i = 0; i < sends_in_a_row_max && next_ < messages_.size(); ++i, ++next_) {
        Sent& message = messages_[next_];
        if (message.intended_ns > now) return;
        const std::uint64_t id = first_id_ + next_;
        message.sent_ns = now_ns();
        stage_.visitors[id % stage_.visitors.size()]->send(fmt::format(
            R"({{"type":"send",{}{}{:015}","text":"{}"}})", id_key, id_prefix, id, message_text));
    }
    keep_alive(now);
}

// Visitors are heard by what they write; agents only listen.
void Load::keep_alive(std::int64_t now) {
    if (now - pinged_ns_ < ping_every_ns) return;
    pinged_ns_ = now;
    for (const auto& line : stage_.agents) line->send(R"({"type":"ping"})");
    for (const auto& line : stage_.visitors) line->send(R"({"type":"ping"})");
}

void Load::receive(std::int64_t until) {
    std::array<epoll_event, 256> events;
    const std::int64_t wait = std::max<std::int64_t>(0, until - now_ns());
    const timespec timeout{wait / second_ns, wait % second_ns};
    const int count =
        ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
    for (int e = 0; e < count; ++e) {
        const std::uint64_t who = events[static_cast<std::size_t>(e)].data.u64;
        if ((who & agent_bit) != 0) {
            stage_.agents[who & ~agent_bit]->read(
                [this](std::string_view text) { on_agent_text(text); });
        } else {
            stage_.visitors[who]->read([this](std::string_view text) { on_visitor_text(text); });
        }
    }
}

Load::Sent* Load::sent_of(std::string_view text) {
    const auto key = text.find(id_key);
    if (key == std::string_view::npos) return nullptr;
    text.remove_prefix(key + id_key.size());
    if (!text.starts_with(id_prefix)) return nullptr;
    text.remove_prefix(id_prefix.size());
    std::uint64_t id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    if (id < first_id_ || id - first_id_ >= messages_.size()) return nullptr;
    return &messages_[id - first_id_];
}

void Load::on_visitor_text(std::string_view text) {
    const bool is_ack = text.starts_with(R"({"type":"ack")");
    const bool is_error = text.starts_with(R"({"type":"error")");
    if (!is_ack && !is_error) return;  // Their own message as an event.
    Sent* message = sent_of(text);
    if (message == nullptr) {
        if (is_error) throw std::runtime_error(fmt::format("an error at a visitor: {}", text));
        return;
    }
    if (message->acked_ns != 0) throw std::runtime_error("a message is answered twice");
    message->acked_ns = now_ns();
    message->refused = is_error;
    ++answered_;
}

void Load::on_agent_text(std::string_view text) {
    if (!text.starts_with(R"({"type":"event")")) return;
    Sent* message = sent_of(text);
    if (message == nullptr) return;
    if (message->deliveries == 0) message->delivered_ns = now_ns();
    ++message->deliveries;
    ++delivered_;
}

bool Load::is_settled() const {
    const auto refused = std::ranges::count_if(messages_, &Sent::refused);
    const std::size_t stored = messages_.size() - static_cast<std::size_t>(refused);
    return answered_ == messages_.size() && delivered_ >= stored * deliveries_each_;
}

void Load::check_all() const {
    for (const Sent& message : messages_) {
        if (message.acked_ns == 0) throw std::runtime_error("a message was never answered");
        if (message.refused || deliveries_each_ == 0) continue;
        if (static_cast<std::size_t>(message.deliveries) != deliveries_each_) {
            throw std::runtime_error(fmt::format("{} agents received a message, not {}",
                                                 message.deliveries, deliveries_each_));
        }
    }
}

StepResult Load::result_of(const Step& step) const {
    StepResult result;
    result.step = step;
    result.sent = messages_.size();
    std::vector<double> acked;
    std::vector<double> delivered;
    std::vector<double> late;
    for (const Sent& message : messages_) {
        const auto since = [&](std::int64_t then) {
            return static_cast<double>(then - message.intended_ns) / 1e6;
        };
        late.push_back(since(message.sent_ns));
        if (message.refused) {
            ++result.refused;
            continue;
        }
        acked.push_back(since(message.acked_ns));
        if (message.deliveries > 0) delivered.push_back(since(message.delivered_ns));
    }
    result.late_p99 = delays_of(std::move(late)).p99;
    result.acknowledged = delays_of(std::move(acked));
    result.delivered = delays_of(std::move(delivered));
    return result;
}

}  // namespace parley::bench
