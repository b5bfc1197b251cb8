// Calendars and segments: what rules speak of, beside facts.
#include "http/contract/chapters.hpp"
#include "http/wire/calendar.hpp"

namespace parley::http {
namespace {

constexpr Operation calendars[] = {
    {.call = "GET /api/v1/calendars",
     .id = "list_calendars",
     .summary = "All working calendars, by name.",
     .gives = page<wire::Calendar>,
     .query = "limit cursor",
     .scope = KeyScope::settings_read},
    {.call = "POST /api/v1/calendars",
     .id = "create_calendar",
     .summary = "Makes a working calendar.",
     .takes = one<wire::CalendarBody>,
     .gives = one<wire::Calendar>,
     .status = 201,
     .refuses = "400 name_too_long control_character bad_utf8 unknown_field unknown_time_zone "
                "bad_hours bad_exception too_many_exceptions 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .may_repeat = true},
    {.call = "GET /api/v1/calendars/{id}",
     .id = "get_calendar",
     .summary = "One working calendar.",
     .gives = one<wire::Calendar>,
     .refuses = "404 calendar_not_found",
     .scope = KeyScope::settings_read},
    {.call = "PATCH /api/v1/calendars/{id}",
     .id = "update_calendar",
     .summary = "Changes a working calendar; what is absent stays.",
     .takes = one<wire::CalendarPatch>,
     .gives = one<wire::Calendar>,
     .refuses = "400 name_too_long control_character bad_utf8 unknown_field unknown_time_zone "
                "bad_hours bad_exception too_many_exceptions 404 calendar_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true},
    {.call = "DELETE /api/v1/calendars/{id}",
     .id = "delete_calendar",
     .summary = "Deletes a working calendar that nothing asks about.",
     .status = 204,
     .refuses = "404 calendar_not_found 409 in_use",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write},
    {.call = "POST /api/v1/calendars/preview",
     .id = "preview_calendar",
     .summary = "When a calendar is open over the coming week.",
     .takes = one<wire::CalendarPreviewBody>,
     .gives = one<wire::CalendarPreview>,
     .refuses = "400 unknown_field unknown_time_zone bad_hours bad_exception name_too_long "
                "too_many_exceptions",
     .scope = KeyScope::settings_read,
     .more = "From the beginning of today by the calendar's clock; nothing is stored."},
    {.call = "POST /api/v1/calendars/import",
     .id = "import_calendar",
     .summary = "Puts the events of an iCalendar file into a calendar's exceptions.",
     .takes = one<wire::CalendarImportBody>,
     .gives = one<wire::CalendarImport>,
     .refuses = "400 unknown_field unknown_time_zone bad_hours bad_exception name_too_long "
                "too_many_exceptions icalendar_malformed icalendar_too_large",
     .scope = KeyScope::settings_read,
     .more = "Closed while they take place; with `opens`, open only then on their days. Of the "
             "last month and the next three years. Nothing is stored: save the terms it gives."},
};

constexpr Operation segments[] = {
    {.call = "GET /api/v1/segments",
     .id = "get_segments",
     .summary = "The segments of contacts.",
     .gives = one<wire::Segments>,
     .scope = KeyScope::settings_read},
    {.call = "PATCH /api/v1/segments",
     .id = "update_segments",
     .summary = "Replaces the list of segments.",
     .takes = one<wire::SegmentsPatch>,
     .gives = one<wire::Segments>,
     .refuses = "400 name_too_long control_character segment_of_segment segment_of_session "
                "unknown_field condition_too_deep condition_too_large condition_too_costly "
                "empty_condition unknown_fact unknown_happening unknown_attribute "
                "wrong_comparison empty_text text_too_long bad_utf8 too_many_texts "
                "unknown_time_zone unknown_calendar 404 segment_not_found "
                "409 segment_exists in_use 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true,
     .more = "A segment without `id` is new, one left out is gone."},
    {.call = "GET /api/v1/segments/{id}/members",
     .id = "list_segment_members",
     .summary = "How many contacts belong to a segment now, and the newest of them.",
     .gives = one<wire::SegmentMembers>,
     .refuses = "404 segment_not_found",
     .needs = Permission::session_read_all,
     .scope = KeyScope::contacts_read,
     .more = "Contacts are gone through when it is asked, at most 50,000, oldest first: `is_whole` "
             "says whether that was all."},
    {.call = "POST /api/v1/segments/preview",
     .id = "preview_segment",
     .summary = "The same of a condition that is no segment yet.",
     .takes = one<wire::ConditionBody>,
     .gives = one<wire::SegmentMembers>,
     .refuses = "400 unknown_field condition_too_deep condition_too_large condition_too_costly "
                "empty_condition unknown_fact unknown_happening unknown_attribute "
                "wrong_comparison empty_text text_too_long bad_utf8 control_character "
                "too_many_texts unknown_time_zone unknown_calendar",
     .needs = Permission::session_read_all,
     .scope = KeyScope::contacts_read},
};

}  // namespace

Chapter calendars_chapter() {
    return {"Calendars", "When a company, a queue or a rule is open.", calendars};
}
Chapter segments_chapter() {
    return {"Segments", "Contacts that a condition describes.", segments};
}

}  // namespace parley::http
