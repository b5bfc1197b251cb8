#include "app/calendars.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "codec/calendar.hpp"

namespace parley::app {
namespace {

using CalendarDecision = std::function<Result<NamedCalendar>(Floor&, Turn&, const Agent&)>;

Error below(Error error, std::string_view member) {
    error.field = "/" + std::string(member) + error.field;
    return error;
}

Result<rules::Calendar> made(const Floor& floor, const rules::CalendarTerms& terms) {
    const auto zone = floor.zone_of(terms);
    if (!zone) return refuse(Code::invalid, "unknown_time_zone", {}, "/terms/zone");
    auto calendar = rules::Calendar::make(terms, zone);
    if (!calendar) return std::unexpected(below(std::move(calendar).error(), "terms"));
    return calendar;
}

Result<NamedCalendar> patched(const Floor& floor, NamedCalendar calendar,
                              const CalendarPatch& patch) {
    if (patch.name) calendar.name = *patch.name;
    if (patch.terms) calendar.terms = *patch.terms;
    CHECKED(rules::check_rule_name(calendar.name, "/name"));
    CHECKED(made(floor, calendar.terms));
    return calendar;
}

void told(Turn& turn, CalendarId id, const Agent& by) {
    Published& published =
        turn.append(EventType::calendars_updated, Actor::of(by), Visibility::staff);
    published.event.detail = id.text();
}

void store(Turn& turn, const NamedCalendar& calendar, const Agent& by) {
    turn.put(CalendarRow{calendar.id, calendar.name, codec::calendar_to_json(calendar.terms),
                         calendar.created_at});
    told(turn, calendar.id, by);
}

auto find(auto& calendars, CalendarId id) {
    return std::ranges::find(calendars, id, &NamedCalendar::id);
}

template <class T>
Task<Result<T>> look_at(App& app, const Staff& staff, std::function<Result<T>(const Floor&)> look) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    CO_TRY(auto answer, co_await owner->template peek<Result<T>>(std::move(look)));
    co_return answer;
}

CalendarPreview preview_of(const rules::Calendar& calendar, const TimeZone& zone, std::string name,
                           Instant now) {
    CalendarPreview preview;
    preview.is_open = calendar.is_open(now);
    preview.now = now;
    const auto change = preview.is_open ? calendar.next_close(now) : calendar.next_open(now);
    preview.next_change = change.value_or(Instant{});
    preview.zone = std::move(name);
    preview.offset = zone.span_at(now).offset;
    preview.exception = calendar.exception_at(now);
    // The whole of today is drawn, not only what is left of it.
    const Instant end = now + preview_for;
    Instant at = zone.day_at(now).begin;
    while (at < end) {
        const auto begin = calendar.next_open(at);
        if (!begin || *begin >= end) break;
        const auto close = calendar.next_close(*begin);
        preview.open.push_back({*begin, close ? std::min(*close, end) : end});
        at = preview.open.back().end;
    }
    return preview;
}

}  // namespace

Task<Result<std::vector<NamedCalendar>>> list_calendars(App& app, const Staff& staff) {
    using All = std::vector<NamedCalendar>;
    std::function<Result<All>(const Floor&)> look = [](const Floor& floor) -> Result<All> {
        All all = floor.rules->sources().calendars;
        std::ranges::sort(all, [](const NamedCalendar& a, const NamedCalendar& b) {
            return std::tie(a.name, a.id) < std::tie(b.name, b.id);
        });
        return all;
    };
    co_return co_await look_at<All>(app, staff, std::move(look));
}

Task<Result<NamedCalendar>> get_calendar(App& app, const Staff& staff, CalendarId id) {
    std::function<Result<NamedCalendar>(const Floor&)> look =
        [id](const Floor& floor) -> Result<NamedCalendar> {
        const auto& all = floor.rules->sources().calendars;
        const auto found = find(all, id);
        if (found == all.end()) return refuse(Code::not_found, "calendar_not_found");
        return *found;
    };
    co_return co_await look_at<NamedCalendar>(app, staff, std::move(look));
}

Task<Result<NamedCalendar>> create_calendar(App& app, const Staff& staff, CalendarPatch body,
                                            Once<NamedCalendar> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    CalendarDecision decide = [body, once](Floor& floor, Turn& turn,
                                           const Agent& by) -> Result<NamedCalendar> {
        CHECKED(first_time(floor, turn, once));
        RuleSources sources = floor.rules->sources();
        if (sources.calendars.size() >= calendars_max) return refuse(Code::over_limit, "too_many");
        TRY(NamedCalendar calendar, patched(floor, NamedCalendar{}, body));
        calendar.id = turn.make<CalendarId>();
        calendar.created_at = turn.now;
        sources.calendars.push_back(calendar);
        CHECKED(floor.adopt(std::move(sources)));
        store(turn, calendar, by);
        keep(floor, turn, once, calendar);
        return calendar;
    };
    co_return co_await change<NamedCalendar>(app, staff, Permission::settings_write,
                                             std::move(decide));
}

Task<Result<NamedCalendar>> update_calendar(App& app, const Staff& staff, CalendarId id,
                                            CalendarPatch patch, Expected<NamedCalendar> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    CalendarDecision decide = [id, patch, expected](Floor& floor, Turn& turn,
                                                    const Agent& by) -> Result<NamedCalendar> {
        RuleSources sources = floor.rules->sources();
        const auto there = find(sources.calendars, id);
        if (there == sources.calendars.end()) return refuse(Code::not_found, "calendar_not_found");
        CHECKED(still(expected, *there));
        TRY(NamedCalendar calendar, patched(floor, *there, patch));
        *there = calendar;
        CHECKED(floor.adopt(std::move(sources)));
        store(turn, calendar, by);
        return calendar;
    };
    co_return co_await change<NamedCalendar>(app, staff, Permission::settings_write,
                                             std::move(decide));
}

Task<Result<bool>> delete_calendar(App& app, const Staff& staff, CalendarId id) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<bool>(Floor&, Turn&, const Agent&)> decide =
        [id](Floor& floor, Turn& turn, const Agent& by) -> Result<bool> {
        RuleSources sources = floor.rules->sources();
        const auto there = find(sources.calendars, id);
        if (there == sources.calendars.end()) return refuse(Code::not_found, "calendar_not_found");
        const bool is_asked = std::ranges::any_of(
            floor.queues, [id](const auto& entry) { return entry.second.calendar == id; });
        if (is_asked) return refuse(Code::conflict, "in_use", "a queue asks about it");
        sources.calendars.erase(there);
        CHECKED(floor.adopt(std::move(sources)));
        turn.put(Gone<CalendarRow>{id});
        told(turn, id, by);
        return true;
    };
    co_return co_await change<bool>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<CalendarPreview>> preview_calendar(App& app, const Staff& staff,
                                               rules::CalendarTerms terms) {
    std::function<Result<CalendarPreview>(const Floor&)> look =
        [terms, now = app.clock.now()](const Floor& floor) -> Result<CalendarPreview> {
        TRY(const rules::Calendar calendar, made(floor, terms));
        const std::string& name = terms.zone.empty() ? floor.rules->sources().zone : terms.zone;
        return preview_of(calendar, *floor.zone_of(terms), name, now);
    };
    co_return co_await look_at<CalendarPreview>(app, staff, std::move(look));
}

Task<Result<CalendarImport>> import_calendar(App& app, const Staff& staff,
                                             rules::CalendarTerms terms, std::string text,
                                             bool opens) {
    if (text.size() > calendar_text_max)
        co_return refuse(Code::invalid, "icalendar_too_large", {}, "/text");
    std::function<Result<CalendarImport>(const Floor&)> look =
        [terms, text = std::move(text), opens,
         now = app.clock.now()](const Floor& floor) -> Result<CalendarImport> {
        CHECKED(made(floor, terms));
        const auto zone = floor.zone_of(terms);
        const auto today = zone->day_at(now).date;
        rules::ImportTerms wanted;
        wanted.zone = zone;
        wanted.first = std::chrono::year_month_day(today - std::chrono::days(import_days_back));
        wanted.last =
            std::chrono::year_month_day(today + std::chrono::days(366 * import_years_ahead));
        auto events = rules::import_icalendar(text, wanted, floor.zones());
        if (!events) return std::unexpected(below(std::move(events).error(), "text"));
        CalendarImport answer{terms, events->occurrences.size(), std::move(events->left_out)};
        if (opens)
            rules::open_during(answer.terms, events->occurrences);
        else
            rules::close_during(answer.terms, events->occurrences);
        CHECKED(made(floor, answer.terms));
        return answer;
    };
    co_return co_await look_at<CalendarImport>(app, staff, std::move(look));
}

}  // namespace parley::app
