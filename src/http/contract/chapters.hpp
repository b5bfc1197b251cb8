// The chapters of the contract, each beside the others of its kind.
#pragma once

#include "http/contract/operation.hpp"

namespace parley::http {

// staff_chapters.cpp
Chapter sign_in_chapter();
Chapter settings_chapter();
Chapter api_keys_chapter();

// floor_chapters.cpp
Chapter floor_chapter();

// service_chapters.cpp
Chapter sessions_chapter();
Chapter conversations_chapter();
Chapter contacts_chapter();

// calendar_chapters.cpp
Chapter calendars_chapter();
Chapter segments_chapter();

// rule_chapters.cpp
Chapter rules_chapter();
// handling_chapters.cpp
Chapter colleagues_chapter();
Chapter wrap_up_codes_chapter();
Chapter capacity_profiles_chapter();
Chapter presence_reasons_chapter();

// report_chapters.cpp
Chapter reports_chapter();

// telephone_chapters.cpp
Chapter calls_chapter();
Chapter recordings_chapter();
Chapter lines_chapter();

// integration_chapters.cpp
Chapter events_chapter();
Chapter webhooks_chapter();
Chapter routing_hook_chapter();

// open_chapters.cpp
Chapter files_chapter();
Chapter visitors_chapter();
Chapter server_chapter();

}  // namespace parley::http
