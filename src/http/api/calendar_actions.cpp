// Calendars and segments.
#include "app/calendars.hpp"
#include "app/segments.hpp"
#include "http/api/actions.hpp"
#include "http/api/keyset_page.hpp"
#include "http/api/once.hpp"
#include "http/wire/calendar.hpp"

namespace parley::http {
namespace {

constexpr auto calendar_version = [](const app::NamedCalendar& stored) {
    return wire::to_wire(stored).version;
};
constexpr auto segments_version = [](const rules::Segments& stored) {
    return wire::version_of_rules(stored);
};

}  // namespace

Task<Result<Response>> get_calendars(Call& call) {
    CO_TRY(const auto calendars, co_await app::list_calendars(call.app(), call.by_staff()));
    const auto key_of = [](const app::NamedCalendar& one) {
        return SortKey{one.name, one.id.bytes()};
    };
    const auto to_wire = [](const app::NamedCalendar& one) { return wire::to_wire(one); };
    co_return keyset_page(call, calendars, key_of, to_wire);
}

Task<Result<Response>> post_calendar(Call& call) {
    CO_TRY(auto body, call.body<wire::CalendarBody>());
    app::CalendarPatch patch{std::move(body.name), std::move(body.terms)};
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const app::NamedCalendar& made) {
        return json(wire::to_wire(made), 201);
    };
    CO_TRY(const auto calendar,
           co_await app::create_calendar(call.app(), call.by_staff(), std::move(patch),
                                         once.keeping<app::NamedCalendar>(answer)));
    co_return answer(calendar);
}

Task<Result<Response>> get_calendar(Call& call) {
    CO_TRY(const CalendarId id, call.id<CalendarId>(0));
    CO_TRY(const auto calendar, co_await app::get_calendar(call.app(), call.by_staff(), id));
    co_return versioned(wire::to_wire(calendar));
}

Task<Result<Response>> patch_calendar(Call& call) {
    CO_TRY(const CalendarId id, call.id<CalendarId>(0));
    CO_TRY(auto body, call.body<wire::CalendarPatch>());
    app::CalendarPatch patch{std::move(body.name), std::move(body.terms)};
    CO_TRY(const auto calendar,
           co_await app::update_calendar(
               call.app(), call.by_staff(), id, std::move(patch),
               expected_by<app::NamedCalendar>(call.request, calendar_version)));
    co_return versioned(wire::to_wire(calendar));
}

Task<Result<Response>> delete_calendar(Call& call) {
    CO_TRY(const CalendarId id, call.id<CalendarId>(0));
    CO_CHECKED(co_await app::delete_calendar(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

Task<Result<Response>> post_calendar_preview(Call& call) {
    CO_TRY(auto body, call.body<wire::CalendarPreviewBody>());
    CO_TRY(const auto preview,
           co_await app::preview_calendar(call.app(), call.by_staff(), std::move(body.terms)));
    co_return json(wire::to_wire(preview));
}

Task<Result<Response>> post_calendar_import(Call& call) {
    CO_TRY(auto body, call.body<wire::CalendarImportBody>());
    CO_TRY(const auto found,
           co_await app::import_calendar(call.app(), call.by_staff(), std::move(body.terms),
                                         std::move(body.text), body.opens));
    co_return json(wire::to_wire(found));
}

Task<Result<Response>> get_segments(Call& call) {
    CO_TRY(const auto segments, co_await app::get_segments(call.app(), call.by_staff()));
    co_return versioned(wire::to_wire(segments));
}

Task<Result<Response>> patch_segments(Call& call) {
    CO_TRY(auto body, call.body<wire::SegmentsPatch>());
    std::vector<rules::Segment> segments;
    for (wire::SegmentBody& one : body.segments)
        segments.push_back(
            {one.id.value_or(SegmentId{}), std::move(one.name), std::move(one.when)});
    CO_TRY(const auto stored, co_await app::update_segments(
                                  call.app(), call.by_staff(), std::move(segments),
                                  expected_by<rules::Segments>(call.request, segments_version)));
    co_return versioned(wire::to_wire(stored));
}

Task<Result<Response>> get_segment_members(Call& call) {
    CO_TRY(const SegmentId id, call.id<SegmentId>(0));
    CO_TRY(const auto members, co_await app::members_of(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(members));
}

Task<Result<Response>> post_segment_preview(Call& call) {
    CO_TRY(auto body, call.body<wire::ConditionBody>());
    CO_TRY(const auto members,
           co_await app::members_by(call.app(), call.by_staff(), std::move(body.condition)));
    co_return json(wire::to_wire(members));
}

}  // namespace parley::http
