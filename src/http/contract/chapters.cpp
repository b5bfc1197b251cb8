#include "http/contract/chapters.hpp"

#include <algorithm>

namespace parley::http {
namespace {

const Chapter all[] = {
    sign_in_chapter(),
    settings_chapter(),
    wrap_up_codes_chapter(),
    capacity_profiles_chapter(),
    presence_reasons_chapter(),
    api_keys_chapter(),
    sessions_chapter(),
    colleagues_chapter(),
    conversations_chapter(),
    contacts_chapter(),
    rules_chapter(),
    calendars_chapter(),
    segments_chapter(),
    reports_chapter(),
    calls_chapter(),
    recordings_chapter(),
    lines_chapter(),
    floor_chapter(),
    events_chapter(),
    webhooks_chapter(),
    routing_hook_chapter(),
    files_chapter(),
    visitors_chapter(),
    server_chapter(),
};

bool is_named(std::string_view call, std::string_view method, std::string_view pattern) {
    return call.size() == method.size() + 1 + pattern.size() && call.starts_with(method) &&
           call[method.size()] == ' ' && call.ends_with(pattern);
}

}  // namespace

std::span<const Chapter> chapters() { return all; }

const Operation* find_operation(std::string_view method, std::string_view pattern) {
    for (const Chapter& chapter : all) {
        const auto found = std::ranges::find_if(chapter.operations, [&](const Operation& one) {
            return is_named(one.call, method, pattern);
        });
        if (found != chapter.operations.end()) return &*found;
    }
    return nullptr;
}

}  // namespace parley::http
