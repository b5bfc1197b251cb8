// A patch laid onto what is there, checked as a whole: pure, so that forms can be tested in
// microseconds.
#pragma once

#include "app/floor.hpp"
#include "app/settings.hpp"

namespace parley::app {

constexpr std::size_t time_zone_max = 64;
constexpr std::size_t domain_max = 253;
constexpr std::size_t queue_skills_max = 16;
constexpr std::size_t skill_name_max = 40;
constexpr int skill_level_min = 1;
constexpr int skill_level_max = 10;
constexpr int queue_share_max = 100;
constexpr int overflow_after_seconds_max = 86'400;
constexpr int wrap_up_seconds_max = 3'600;
constexpr int queue_waiting_max = 100'000;
constexpr int step_staffed_max = 10'000;

Result<Workspace> patched(Workspace workspace, const WorkspacePatch& patch);
Result<Queue> patched(const Floor& floor, Queue queue, const QueuePatch& patch);
Result<Inbox> patched(const Floor& floor, Inbox inbox, const InboxPatch& patch);
Result<Agent> patched(const Floor& floor, Agent agent, const AgentPatch& patch);
Result<Contact> patched(const ContactScheme& scheme, Contact contact, const ContactPatch& patch);

}  // namespace parley::app
