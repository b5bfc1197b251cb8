#include "insight/figures.hpp"

#include <algorithm>
#include <array>

namespace parley::insight {
namespace {

using C = Counter;
using L = Length;

Value whole(std::int64_t number) {
    return {static_cast<double>(number), std::nullopt, std::nullopt};
}

Value share(std::int64_t top, std::int64_t bottom, bool is_exact = true) {
    Value value{std::nullopt, static_cast<double>(top), static_cast<double>(bottom), !is_exact};
    if (bottom != 0) value.number = *value.top / *value.bottom;
    return value;
}

Value or_nothing(std::optional<double> number, bool is_approximate = false) {
    return {number, std::nullopt, std::nullopt, is_approximate && number.has_value()};
}

template <Counter counter>
Value counted(const Totals& t, const Options&) {
    return whole(t[counter]);
}

template <Counter top, Counter bottom>
Value ratio(const Totals& t, const Options&) {
    return share(t[top], t[bottom]);
}

template <Length length>
Value number_of(const Totals& t, const Options&) {
    return whole(t[length].count);
}

template <Length length>
Value mean(const Totals& t, const Options&) {
    return share(t[length].sum_ms, t[length].count);
}

template <Length length>
Value total(const Totals& t, const Options&) {
    return whole(t[length].sum_ms);
}

template <Length length, int percent>
Value quantile(const Totals& t, const Options&) {
    return or_nothing(t[length].quantile_ms(percent / 100.0), true);
}

// Stays in a queue: A answered, B abandoned, X flowed out; _t within the threshold, _s so soon that
// they did not wait.
struct Stays {
    std::int64_t a, b, x;
    LengthTotals::Within a_t, b_t, b_s;
    bool is_exact;

    Stays(const Totals& t, const Options& options)
        : a(t[L::wait_answered].count),
          b(t[L::wait_abandoned].count),
          x(t[L::wait_flowed].count),
          a_t(t[L::wait_answered].within(options.threshold)),
          b_t(t[L::wait_abandoned].within(options.threshold)),
          b_s(t[L::wait_abandoned].within(options.short_abandon)),
          is_exact(a_t.is_exact && b_t.is_exact && b_s.is_exact) {}
};

template <int formula>
Value service_level(const Totals& t, const Options& options) {
    const Stays s(t, options);
    const std::int64_t o = s.a + s.b;
    const auto level = [&](std::int64_t top, std::int64_t bottom) {
        return share(top, bottom, s.is_exact);
    };
    switch (formula) {
        case 1: return level(s.a_t.count + s.b_t.count, o);
        case 2: return level(s.a_t.count, s.a);
        case 3: return level(s.a_t.count, o);
        case 4: return level(s.a_t.count, o - s.b_t.count);
        case 5: return level(s.a_t.count + s.b_s.count, o);
        case 6: return level(s.a_t.count, o - s.b_s.count);
        default: return level(s.a_t.count, o + s.x);
    }
}

Value answer_rate(const Totals& t, const Options& options) {
    const Stays s(t, options);
    return share(s.a, s.a + s.b);
}
Value abandon_rate(const Totals& t, const Options& options) {
    const Stays s(t, options);
    return share(s.b, s.a + s.b);
}
Value abandon_net(const Totals& t, const Options& options) {
    const Stays s(t, options);
    return share(s.b - s.b_s.count, s.a + s.b - s.b_s.count, s.b_s.is_exact);
}

Value longest_wait(const Totals& t, const Options&) {
    const LengthTotals& a = t[L::wait_answered];
    const LengthTotals& b = t[L::wait_abandoned];
    const LengthTotals& x = t[L::wait_flowed];
    if (a.count + b.count + x.count == 0) return {};
    return whole(std::max({a.max_ms, b.max_ms, x.max_ms}));
}

Value first_in_x(const Totals& t, const Options& options) {
    const auto within = t[L::first_response_agent].within(options.threshold);
    return share(within.count, t[L::first_response_agent].count + t[C::unanswered_stints],
                 within.is_exact);
}

Value rounds_in_x(const Totals& t, const Options& options) {
    const auto within = t[L::response].within(options.threshold);
    const auto young = t[L::open_round].within(options.threshold);
    return share(within.count, t[L::response].count + t[L::open_round].count - young.count,
                 within.is_exact && young.is_exact);
}

Value offer_miss(const Totals& t, const Options&) {
    return whole(t[C::missed_timed_out] + t[C::missed_declined] + t[C::missed_contact_left]);
}

Value pickup_rate(const Totals& t, const Options&) {
    return share(t[C::accepted], t[C::offers] - t[C::missed_contact_left] - t[C::missed_withdrawn]);
}

Value handle_time(const Totals& t, const Options&) {
    return share(t[L::stint].sum_ms + t[L::wrap_up].sum_ms, t[L::stint].count);
}
Value handle_effort(const Totals& t, const Options&) {
    return share(t[L::effort].sum_ms + t[L::wrap_up].sum_ms, t[L::stint].count);
}

Value occupancy(const Totals& t, const Options&) {
    return share(t[C::busy_ms], t[C::busy_ms] + t[C::idle_ms]);
}
Value concurrency(const Totals& t, const Options&) { return share(t[C::load_ms], t[C::busy_ms]); }
Value online_time(const Totals& t, const Options&) { return whole(t[C::ready_ms] + t[C::away_ms]); }
Value state_ready(const Totals& t, const Options&) {
    return share(t[C::ready_ms], t[C::ready_ms] + t[C::away_ms]);
}
Value state_away(const Totals& t, const Options&) {
    return share(t[C::away_ms], t[C::ready_ms] + t[C::away_ms]);
}

std::int64_t rated_between(const Totals& t, int from, int to) {
    std::int64_t sum = 0;
    for (int score = from; score <= to; ++score)
        sum += t[static_cast<C>(static_cast<int>(C::rated_1) + score - 1)];
    return sum;
}
Value rated(const Totals& t, const Options&) { return whole(rated_between(t, 1, 5)); }
Value csat(const Totals& t, const Options& options) {
    return share(rated_between(t, options.good_score, 5), rated_between(t, 1, 5));
}
Value csat_relative(const Totals& t, const Options&) {
    return share(rated_between(t, 4, 5), rated_between(t, 4, 5) + rated_between(t, 1, 2));
}
Value csat_mean(const Totals& t, const Options&) {
    std::int64_t sum = 0;
    for (int score = 1; score <= 5; ++score) sum += score * rated_between(t, score, score);
    return share(sum, rated_between(t, 1, 5));
}
Value survey_rate(const Totals& t, const Options&) {
    return share(rated_between(t, 1, 5), t[C::invited]);
}
Value survey_coverage(const Totals& t, const Options&) {
    return share(rated_between(t, 1, 5), t[C::closed_served]);
}
Value fcr_repeat(const Totals& t, const Options&) {
    return share(t[C::valid] - t[C::repeated], t[C::valid]);
}

constexpr Behind none = Behind::none;

constexpr std::array all{
    // Volume.
    Figure{"sessions_opened", Unit::count, counted<C::opened>, Behind::opened, false},
    Figure{"opened_by_agent", Unit::count, counted<C::opened_by_agent>},
    Figure{"human_requested", Unit::count, counted<C::asked>, Behind::asked, false},
    Figure{"sessions_assigned", Unit::count, counted<C::assigned>, Behind::assigned},
    Figure{"acceptance_rate", Unit::share, ratio<C::assigned, C::asked>, none, false},
    Figure{"sessions_closed", Unit::count, counted<C::closed>, Behind::closed},
    Figure{"closed_served", Unit::count, counted<C::closed_served>, Behind::closed_served},
    Figure{"valid_sessions", Unit::count, counted<C::valid>, Behind::valid},
    Figure{"valid_rate", Unit::share, ratio<C::valid, C::closed_served>},
    Figure{"silent_visitors", Unit::count, counted<C::silent>, Behind::silent},
    Figure{"never_replied", Unit::count, counted<C::never_replied>, Behind::never_replied},
    Figure{"replied", Unit::count, counted<C::replied>, Behind::replied},
    Figure{"reply_rate", Unit::share, ratio<C::replied, C::closed_served>},
    Figure{"messages_contact", Unit::count, counted<C::messages_contact>},
    Figure{"messages_human", Unit::count, counted<C::messages_human>},
    Figure{"messages_system", Unit::count, counted<C::messages_system>},
    Figure{"answer_ask_ratio", Unit::number, ratio<C::messages_human, C::messages_contact>},
    Figure{"rounds", Unit::count, number_of<L::response>},
    Figure{"transfers_out", Unit::count, counted<C::transfers_out>},
    Figure{"transfers_in", Unit::count, counted<C::transfers_in>},
    Figure{"sessions_transferred", Unit::count, counted<C::transferred>, Behind::transferred},
    Figure{"session_duration", Unit::duration, mean<L::session>, Behind::closed_served},
    Figure{"session_duration_p90", Unit::duration, quantile<L::session, 90>},
    // Speed.
    Figure{"first_response_agent", Unit::duration, mean<L::first_response_agent>,
           Behind::first_responses},
    Figure{"first_response_agent_p50", Unit::duration, quantile<L::first_response_agent, 50>},
    Figure{"first_response_agent_p90", Unit::duration, quantile<L::first_response_agent, 90>},
    Figure{"first_response_contact", Unit::duration, mean<L::first_response_contact>},
    Figure{"first_response_contact_p50", Unit::duration, quantile<L::first_response_contact, 50>},
    Figure{"first_response_contact_p90", Unit::duration, quantile<L::first_response_contact, 90>},
    Figure{"first_in_x", Unit::share, first_in_x},
    Figure{"avg_response", Unit::duration, mean<L::response>},
    Figure{"avg_response_p50", Unit::duration, quantile<L::response, 50>},
    Figure{"avg_response_p90", Unit::duration, quantile<L::response, 90>},
    Figure{"avg_response_macro", Unit::duration, mean<L::session_response>},
    Figure{"rounds_in_x", Unit::share, rounds_in_x},
    // Queues.
    Figure{"answered", Unit::count, number_of<L::wait_answered>, Behind::answered, false},
    Figure{"abandoned", Unit::count, number_of<L::wait_abandoned>, Behind::abandoned, false},
    Figure{"flow_out", Unit::count, number_of<L::wait_flowed>, Behind::flowed_out, false},
    Figure{"wait_answered", Unit::duration, mean<L::wait_answered>, Behind::answered, false},
    Figure{"wait_answered_p50", Unit::duration, quantile<L::wait_answered, 50>, none, false},
    Figure{"wait_answered_p90", Unit::duration, quantile<L::wait_answered, 90>, none, false},
    Figure{"ring_answered", Unit::duration, mean<L::ring_answered>, none, false},
    Figure{"wait_abandoned", Unit::duration, mean<L::wait_abandoned>, Behind::abandoned, false},
    Figure{"longest_wait", Unit::duration, longest_wait, none, false},
    Figure{"queued", Unit::count, counted<C::queued>, Behind::queued, false},
    Figure{"queued_rate", Unit::share, ratio<C::queued, C::asked>, none, false},
    Figure{"sl_f1", Unit::share, service_level<1>, none, false},
    Figure{"sl_f2", Unit::share, service_level<2>, none, false},
    Figure{"sl_f3", Unit::share, service_level<3>, none, false},
    Figure{"sl_f4", Unit::share, service_level<4>, none, false},
    Figure{"sl_f5", Unit::share, service_level<5>, none, false},
    Figure{"sl_f6", Unit::share, service_level<6>, none, false},
    Figure{"sl_f7", Unit::share, service_level<7>, none, false},
    Figure{"answer_rate", Unit::share, answer_rate, none, false},
    Figure{"abandon_rate", Unit::share, abandon_rate, none, false},
    Figure{"abandon_net", Unit::share, abandon_net, none, false},
    // Agents.
    Figure{"offers", Unit::count, counted<C::offers>},
    Figure{"offer_miss", Unit::count, offer_miss},
    Figure{"missed_timed_out", Unit::count, counted<C::missed_timed_out>},
    Figure{"missed_declined", Unit::count, counted<C::missed_declined>},
    Figure{"missed_contact_left", Unit::count, counted<C::missed_contact_left>},
    Figure{"pickup_rate", Unit::share, pickup_rate},
    Figure{"stints", Unit::count, counted<C::stints>, Behind::stints},
    Figure{"handle_time", Unit::duration, handle_time},
    Figure{"handle_effort", Unit::duration, handle_effort},
    Figure{"talk", Unit::duration, total<L::talk>},
    Figure{"wrap_up", Unit::duration, mean<L::wrap_up>, none, true, true},
    Figure{"wrap_up_extensions", Unit::count, counted<C::wrap_up_extensions>, none, true, true},
    Figure{"occupancy", Unit::share, occupancy, none, true, true},
    Figure{"concurrency", Unit::number, concurrency, none, true, true},
    Figure{"online_time", Unit::duration, online_time, none, true, true},
    Figure{"state_ready", Unit::share, state_ready, none, true, true},
    Figure{"state_away", Unit::share, state_away, none, true, true},
    // Quality.
    Figure{"invited", Unit::count, counted<C::invited>, Behind::invited},
    Figure{"invite_rate", Unit::share, ratio<C::invited, C::closed_served>},
    Figure{"rated", Unit::count, rated, Behind::rated},
    Figure{"survey_rate", Unit::share, survey_rate},
    Figure{"survey_coverage", Unit::share, survey_coverage},
    Figure{"csat", Unit::share, csat, Behind::good},
    Figure{"csat_relative", Unit::share, csat_relative},
    Figure{"csat_mean", Unit::number, csat_mean, Behind::rated},
    Figure{"repeated", Unit::count, counted<C::repeated>, Behind::repeated},
    Figure{"fcr_repeat", Unit::share, fcr_repeat},
};

}  // namespace

std::span<const Figure> figures() { return all; }

const Figure* figure_named(std::string_view id) {
    const auto found = std::ranges::find(all, id, &Figure::id);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace parley::insight
