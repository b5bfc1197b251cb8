#include "rules/icalendar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "rules/impl/icalendar_lines.hpp"
#include "rules/impl/icalendar_times.hpp"

namespace parley::rules {
namespace {

using std::chrono::days;
using std::chrono::local_days;

// Days that rules are written out for, of a whole file, whether they are wanted or not.
constexpr std::size_t recurrences_max = 200'000;
constexpr std::size_t exdates_max = 2'000;  // Of one event.
constexpr std::size_t depth_of_components_max = 8;

// A time as it stands in a line, and by the clock of the calendar.
struct When {
    IcalendarTime written;
    std::shared_ptr<const TimeZone> zone;  // Null: the calendar's.
};

struct Event {
    std::size_t line = 0;
    std::string name;
    std::string uid;
    std::optional<When> begin;
    std::optional<When> end;
    std::optional<Duration> duration;
    std::optional<RecurrenceRule> rule;
    std::vector<When> exdates;
    std::set<std::string> seen;  // Properties that may stand once.
    std::optional<LeftOutEvent> left_out;

    void leave_out(std::size_t at, LeftOut why) {
        if (!left_out) left_out = LeftOutEvent{at, why, {}};
    }
};

std::string shortened(std::string_view text) {
    std::string_view rest = text;
    for (std::size_t i = 0; i < Calendar::name_max; ++i) {
        if (!take_code_point(rest)) break;
    }
    return std::string(text.substr(0, text.size() - rest.size()));
}

class Importer {
public:
    Importer(const ImportTerms& terms, TimeZones& zones) : terms_(terms), zones_(zones) {}

    Result<ImportedEvents> import(std::string_view text) {
        ContentLines lines(text);
        while (true) {
            TRY(const auto line, lines.next());
            if (!line) break;
            last_line_ = line->number;
            CHECKED(take(*line));
        }
        if (!is_over_) return icalendar_malformed(last_line_, "no END:VCALENDAR");
        for (const Event& event : events_) CHECKED(read_out(event));
        std::ranges::sort(out_.occurrences, {}, [](const Occurrence& one) {
            return std::tie(one.begin, one.end, one.name);
        });
        return std::move(out_);
    }

private:
    Result<> take(const ContentLine& line) {
        const std::string value = in_capitals(line.value);
        if (is_over_) return icalendar_malformed(line.number, "after the end");
        if (line.name == "BEGIN") return begin(line, value);
        if (open_.empty()) return icalendar_malformed(line.number, "no BEGIN:VCALENDAR");
        if (line.name == "END") return end(line, value);
        if (open_.size() == 2 && open_.back() == "VEVENT") return take_property(line);
        return {};
    }
    Result<> begin(const ContentLine& line, const std::string& component) {
        if (open_.empty() != (component == "VCALENDAR"))
            return icalendar_malformed(line.number, "VCALENDAR belongs around everything");
        if (open_.size() == depth_of_components_max)
            return icalendar_malformed(line.number, "nested too deep");
        open_.push_back(component);
        if (open_.size() != 2 || component == "VTIMEZONE") return {};
        if (events_.size() == icalendar_events_max)
            return refuse(Code::invalid, "icalendar_too_large", "too many events");
        events_.emplace_back().line = line.number;
        if (component != "VEVENT") events_.back().leave_out(line.number, LeftOut::other_component);
        return {};
    }
    Result<> end(const ContentLine& line, const std::string& component) {
        if (open_.back() != component) return icalendar_malformed(line.number, "END of another");
        open_.pop_back();
        is_over_ = open_.empty();
        return {};
    }

    Result<> take_property(const ContentLine& line) {
        Event& event = events_.back();
        const std::string& name = line.name;
        if (name == "EXDATE") return take_exdates(event, line);
        if (name == "RDATE" || name == "EXRULE" || name == "RECURRENCE-ID") {
            event.leave_out(line.number, LeftOut::unsupported_property);
            if (name == "RECURRENCE-ID") is_changed_ = true;
            return {};
        }
        static const std::set<std::string> once{"DTSTART", "DTEND", "DURATION", "RRULE",
                                                "SUMMARY", "UID",   "STATUS"};
        if (!once.contains(name)) return {};
        if (!event.seen.insert(name).second) {
            event.leave_out(line.number, LeftOut::unsupported_property);
            return {};
        }
        if (name == "SUMMARY") event.name = shortened(unescaped(line.value));
        if (name == "UID") event.uid = line.value;
        if (name == "STATUS" && in_capitals(line.value) == "CANCELLED")
            event.leave_out(line.number, LeftOut::cancelled);
        if (name == "DTSTART") return take_time(event, line, line.value, event.begin);
        if (name == "DTEND") return take_time(event, line, line.value, event.end);
        if (name == "RRULE") {
            event.rule = recurrence_rule(line.value);
            if (!event.rule) event.leave_out(line.number, LeftOut::unsupported_rule);
        }
        if (name == "DURATION") {
            event.duration = icalendar_duration(in_capitals(line.value));
            if (!event.duration) return icalendar_malformed(line.number, "no duration");
        }
        return {};
    }
    Result<> take_exdates(Event& event, const ContentLine& line) {
        for (const std::string_view text : split(line.value, ',')) {
            if (event.exdates.size() == exdates_max)
                return refuse(Code::invalid, "icalendar_too_large", "too many exceptions");
            std::optional<When> when;
            CHECKED(take_time(event, line, text, when));
            if (when) event.exdates.push_back(std::move(*when));
        }
        return {};
    }
    Result<> take_time(Event& event, const ContentLine& line, std::string_view text,
                       std::optional<When>& out) {
        const auto time = icalendar_time(text);
        if (!time) return icalendar_malformed(line.number, "no date or time");
        const std::string kind = in_capitals(line.parameter("VALUE"));
        if (kind == "PERIOD" || (kind == "DATE" && !time->is_date) ||
            (kind == "DATE-TIME" && time->is_date))
            return icalendar_malformed(line.number, "not of the kind it names");
        out = When{*time, nullptr};
        const std::string_view name = line.parameter("TZID");
        if (time->is_utc) out->zone = TimeZone::utc();
        if (time->is_utc || time->is_date || name.empty()) return {};
        out->zone = zones_.zone(name.starts_with('/') ? name.substr(1) : name);
        if (!out->zone) event.leave_out(line.number, LeftOut::unknown_time_zone);
        return {};
    }

    LocalTime shown(const TimeZone* zone, LocalTime local) const {
        if (!zone) return local;
        return terms_.zone->local(zone->instants_of(local).first);
    }

    // Where the event ends when it begins at `begin`, both as written.
    std::optional<Duration> length_of(const Event& event) const {
        const IcalendarTime& begin = event.begin->written;
        if (event.duration) {
            if (begin.is_date && *event.duration % Duration(days(1)) != Duration{0})
                return std::nullopt;
            return *event.duration;
        }
        if (!event.end) return begin.is_date ? Duration(days(1)) : Duration{0};
        if (event.end->written.is_date != begin.is_date) return std::nullopt;
        if (event.end->zone == event.begin->zone) return event.end->written.local - begin.local;
        // In two zones, as when somebody flies.
        const auto instant = [&](const When& when) {
            return (when.zone ? when.zone : terms_.zone)->instants_of(when.written.local).first;
        };
        return instant(*event.end) - instant(*event.begin);
    }

    bool is_excepted(const Event& event, LocalTime begin) const {
        return std::ranges::any_of(event.exdates, [&](const When& when) {
            if (when.written.is_date)
                return std::chrono::floor<days>(begin) ==
                       std::chrono::floor<days>(when.written.local);
            return shown(when.zone.get(), when.written.local) ==
                   shown(event.begin->zone.get(), begin);
        });
    }

    bool is_past_until(const Event& event, LocalTime begin) const {
        if (!event.rule || !event.rule->until) return false;
        const IcalendarTime& until = *event.rule->until;
        if (until.is_date)
            return std::chrono::floor<days>(begin) > std::chrono::floor<days>(until.local);
        if (!until.is_utc) return begin > until.local;
        const TimeZone& zone = event.begin->zone ? *event.begin->zone : *terms_.zone;
        return zone.instants_of(begin).first > Instant(until.local.time_since_epoch());
    }

    Result<> read_out(const Event& event) {
        if (event.left_out || (is_changed_ && is_changed(event))) {
            LeftOutEvent left = event.left_out.value_or(
                LeftOutEvent{event.line, LeftOut::unsupported_property, {}});
            left.name = event.name;
            out_.left_out.push_back(std::move(left));
            return {};
        }
        if (!event.begin) return icalendar_malformed(event.line, "an event without DTSTART");
        if (event.end && event.duration)
            return icalendar_malformed(event.line, "an event with DTEND and DURATION");
        const auto length = length_of(event);
        if (!length || *length < Duration{0} ||
            *length > Duration(days(Calendar::exception_days_max)))
            return icalendar_malformed(event.line, "an event of no such length");
        const LocalTime first = event.begin->written.local;
        const auto first_day = std::chrono::floor<days>(first);
        // A day more on either side, for zones differ.
        const local_days last = local_days(terms_.last) + days(2);
        std::vector<local_days> begins{first_day};
        if (event.rule) {
            const auto found = recurrences(*event.rule, first_day, last);
            if (!found) {
                out_.left_out.push_back({event.line, LeftOut::unsupported_rule, event.name});
                return {};
            }
            begins = *found;
        }
        recurrences_ += begins.size();
        if (recurrences_ > recurrences_max)
            return refuse(Code::invalid, "icalendar_too_large", "too many recurrences");
        for (const local_days day : begins) CHECKED(put(event, day + (first - first_day), *length));
        return {};
    }
    // Another event of the file changes one time of this one.
    bool is_changed(const Event& event) const {
        return !event.uid.empty() && std::ranges::any_of(events_, [&](const Event& other) {
            return other.uid == event.uid && other.left_out &&
                   other.left_out->why == LeftOut::unsupported_property;
        });
    }
    Result<> put(const Event& event, LocalTime written, Duration length) {
        if (is_excepted(event, written) || is_past_until(event, written)) return {};
        const bool is_all_day = event.begin->written.is_date;
        const TimeZone* zone = event.begin->zone.get();
        const LocalTime begin = shown(zone, written);
        // A nominal length, as the clocks of the event's own zone show it.
        const LocalTime end = std::max(begin, shown(zone, written + length));
        if (end <= LocalTime(local_days(terms_.first)) && begin != end) return {};
        if (begin < LocalTime(local_days(terms_.first)) && begin == end) return {};
        if (begin >= LocalTime(local_days(terms_.last) + days(1))) return {};
        if (out_.occurrences.size() == icalendar_occurrences_max)
            return refuse(Code::invalid, "icalendar_too_large", "too many occurrences");
        out_.occurrences.push_back({event.name, is_all_day, begin, end});
        return {};
    }

    const ImportTerms& terms_;
    TimeZones& zones_;
    std::vector<std::string> open_;  // Components, from the outside.
    bool is_over_ = false;
    bool is_changed_ = false;  // Some event changes another.
    std::size_t last_line_ = 0;
    std::vector<Event> events_;
    std::size_t recurrences_ = 0;
    ImportedEvents out_;
};

}  // namespace

Result<ImportedEvents> import_icalendar(std::string_view text, const ImportTerms& terms,
                                        TimeZones& zones) {
    PARLEY_ASSERT(terms.zone != nullptr);
    if (text.size() > icalendar_max)
        return refuse(Code::invalid, "icalendar_too_large", "more than 1 MiB");
    const int first = static_cast<int>(terms.first.year());
    const int last = static_cast<int>(terms.last.year());
    if (!terms.first.ok() || !terms.last.ok() || terms.last < terms.first ||
        first < Calendar::year_min || last > Calendar::year_max ||
        last - first > icalendar_years_max)
        return refuse(Code::invalid, "out_of_range", {}, "/last");
    return Importer(terms, zones).import(text);
}

}  // namespace parley::rules
