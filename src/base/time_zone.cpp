#include "base/time_zone.hpp"

#include <algorithm>
#include <optional>

#include "base/time_zone_rule.hpp"

namespace parley {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::size_t header_size = 44;
constexpr std::size_t types_max = 256;
// No clock is farther from Greenwich (RFC 9636, section 3.2: -24:59:59 … 25:59:59).
constexpr seconds offset_max = std::chrono::hours(26);
constexpr int cycle_years = 400;
constexpr days cycle{146'097};
// Rules are written out from the last change of the file, or from here where it has none.
constexpr int first_rule_year = 1970;
// Farther instants are no dates of anybody's, and would not fit into milliseconds everywhere.
constexpr std::int64_t instant_max_s = 1LL << 43;

// Unsigned big-endian numbers at a place; the caller has checked that they are there.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | std::uint8_t(bytes[at + i]);
    return value;
}

std::int64_t signed_at(std::string_view bytes, std::size_t at, std::size_t size) {
    const std::uint64_t value = number_at(bytes, at, size);
    if (size == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
    return static_cast<std::int64_t>(value);
}

// One of the two blocks of a file: the same numbers in four bytes, then in eight.
struct Block {
    std::size_t utc, standard, leaps, times, types, letters;
    std::size_t time_size;

    std::size_t size() const {
        return times * time_size + times + types * 6 + letters + leaps * (time_size + 4) +
               standard + utc;
    }
};

std::optional<Block> block_at(std::string_view bytes, std::size_t at, std::size_t time_size) {
    if (bytes.size() < at + header_size || bytes.substr(at, 4) != "TZif") return std::nullopt;
    const auto count = [&](std::size_t i) {
        return static_cast<std::size_t>(number_at(bytes, at + 20 + 4 * i, 4));
    };
    const Block block{count(0), count(1), count(2), count(3), count(4), count(5), time_size};
    if (block.types == 0 || block.types > types_max || block.leaps > 0) return std::nullopt;
    if (block.size() > bytes.size() - at - header_size) return std::nullopt;
    return block;
}

std::unexpected<Error> bad(std::string_view why) {
    return refuse(Code::invalid, "time_zone_malformed", why);
}

// The last block of a file, which lies at `at`, and the footer after it.
struct Contents {
    Block block;
    std::size_t at;
    std::string_view footer;
};

Result<Contents> contents_of(std::string_view tzif) {
    if (tzif.size() > TimeZone::file_max) return bad("larger than any zone");
    auto block = block_at(tzif, 0, 4);
    if (!block) return bad("no TZif");
    std::size_t at = header_size;
    if (tzif[4] < '2') return Contents{*block, at, {}};
    at += block->size();  // What four bytes could say is repeated in eight.
    block = block_at(tzif, at, 8);
    if (!block) return bad("no second block");
    at += header_size;
    const std::string_view footer = tzif.substr(at + block->size());
    if (footer.size() < 2 || footer.front() != '\n' || footer.back() != '\n')
        return bad("no footer");
    return Contents{*block, at, footer.substr(1, footer.size() - 2)};
}

void append(std::vector<TimeZone::Change>& changes, TimeZone::Change change) {
    if (!changes.empty() && changes.back().at == change.at)
        changes.back() = change;
    else
        changes.push_back(change);
}

int year_of(Instant at) {
    return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<days>(at)).year());
}

}  // namespace

Result<TimeZone> TimeZone::parse(std::string_view tzif) {
    TRY(const Contents contents, contents_of(tzif));
    const auto& [block, at, footer] = contents;
    const std::size_t indexes = at + block.times * block.time_size;
    const std::size_t types = indexes + block.times;
    const auto offset = [&](std::size_t type) {
        return seconds(signed_at(tzif, types + type * 6, 4));
    };
    for (std::size_t type = 0; type < block.types; ++type) {
        if (std::chrono::abs(offset(type)) > offset_max) return bad("an offset out of range");
    }
    TimeZone zone;
    zone.first_offset_ = offset(0);
    std::int64_t before = 0;
    for (std::size_t i = 0; i < block.times; ++i) {
        const std::int64_t when = signed_at(tzif, at + i * block.time_size, block.time_size);
        const std::size_t type = number_at(tzif, indexes + i, 1);
        if (type >= block.types || (i > 0 && when <= before)) return bad("changes out of order");
        before = when;
        if (when > instant_max_s) return bad("a change out of range");
        // The first may lie before the world: "since ever".
        append(zone.changes_, {Instant(seconds(std::max(when, -instant_max_s))), offset(type)});
    }
    CHECKED(zone.follow(footer));
    return zone;
}

// Writes the rule of the footer out, after the changes of the file.
Result<> TimeZone::follow(std::string_view footer) {
    if (footer.empty()) return {};
    const auto rule = parse_time_zone_rule(footer);
    if (!rule) return bad("a footer that is no rule");
    if (!rule->has_summer) {
        const seconds last = changes_.empty() ? first_offset_ : changes_.back().offset;
        if (last != rule->standard) return bad("a footer that says otherwise");
        return {};
    }
    const Instant known = changes_.empty() ? Instant::min() : changes_.back().at;
    int year = changes_.empty() ? first_rule_year : year_of(known);
    if (year < 0 || year > 9'999) return bad("a change out of range");
    std::vector<Change> ruled;
    const auto put = [&](Change change) {  // Of those at one instant the later year's comes last.
        ruled.insert(std::ranges::upper_bound(ruled, change.at, {}, &Change::at), change);
    };
    for (const int end = year + cycle_years + 1; year <= end; ++year) {
        const auto begin_local = rule->summer_begin.in(year).time_since_epoch();
        const auto end_local = rule->summer_end.in(year).time_since_epoch();
        put({Instant(begin_local - rule->standard), rule->summer});
        put({Instant(end_local - rule->summer), rule->standard});
    }
    for (const Change& change : ruled) {
        if (change.at > known) append(changes_, change);
    }
    repeats_ = true;
    return {};
}

std::shared_ptr<const TimeZone> TimeZone::utc() {
    static const auto zone = std::make_shared<const TimeZone>(TimeZone());
    return zone;
}

std::size_t TimeZone::span_of(Instant at) const {
    const auto after = std::ranges::upper_bound(changes_, at, {}, &Change::at);
    return static_cast<std::size_t>(after - changes_.begin());
}

TimeZone::Span TimeZone::span_at(Instant at) const {
    Duration shift{0};
    if (repeats_ && at >= changes_.back().at) {
        const Duration beyond = at - changes_.back().at;
        shift = (beyond / Duration(cycle) + 1) * Duration(cycle);
        at -= shift;
    }
    const std::size_t index = span_of(at);
    return {index == 0 ? Instant::min() : changes_[index - 1].at + shift,
            index == changes_.size() ? Instant::max() : changes_[index].at + shift,
            index == 0 ? first_offset_ : changes_[index - 1].offset};
}

LocalTime TimeZone::local(Instant at) const {
    return LocalTime(at.time_since_epoch() + span_at(at).offset);
}

TimeZone::Instants TimeZone::instants_of(LocalTime local) const {
    const Instant as_utc(local.time_since_epoch());
    // Every instant that may show it lies in these spans; changes are days apart, or few.
    Span span = span_at(as_utc - Duration(offset_max));
    std::optional<Instant> first;
    Instant last;
    Instant leapt = span.begin;
    while (true) {
        const Instant candidate = as_utc - span.offset;
        if (candidate >= span.begin && candidate < span.end) {
            if (!first) first = candidate;
            last = candidate;
        }
        // The change by which the clocks came to show more than it.
        if (candidate >= span.end) leapt = span.end;
        if (span.end > as_utc + Duration(offset_max)) break;
        span = span_at(span.end);
    }
    if (!first) return {Showing::never, leapt, leapt};
    return {*first == last ? Showing::once : Showing::twice, *first, last};
}

Instant TimeZone::start_of_day(std::chrono::local_days day) const {
    return instants_of(LocalTime(day)).first;
}

TimeZone::Day TimeZone::day_at(Instant at) const {
    auto date = std::chrono::floor<days>(local(at));
    Instant begin = start_of_day(date);
    Instant end = start_of_day(date + days(1));
    while (end <= at) {
        date += days(1);
        begin = end;
        end = start_of_day(date + days(1));
    }
    return {date, begin, end};
}

}  // namespace parley
