// A patch laid onto what is there, checked as a whole: pure, so that forms can be tested in
// microseconds.
#pragma once

#include "app/floor.hpp"
#include "app/settings.hpp"

namespace parley::app {

Result<Workspace> patched(Workspace workspace, const WorkspacePatch& patch);
Result<Queue> patched(const Floor& floor, Queue queue, const QueuePatch& patch);
Result<Inbox> patched(const Floor& floor, Inbox inbox, const InboxPatch& patch);
Result<Agent> patched(const Floor& floor, Agent agent, const AgentPatch& patch);
Result<Contact> patched(Contact contact, const ContactPatch& patch);

}  // namespace parley::app
