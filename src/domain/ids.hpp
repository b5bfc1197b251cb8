// What each id names. The words are those of docs/glossary.md.
#pragma once

#include "base/id.hpp"

namespace parley {

using WorkspaceId = Id<struct WorkspaceTag>;
// A person who signs in; may be an agent of several workspaces.
using AccountId = Id<struct AccountTag>;
using SignInId = Id<struct SignInTag>;
using AgentId = Id<struct AgentTag>;
using QueueId = Id<struct QueueTag>;
using InboxId = Id<struct InboxTag>;
using ContactId = Id<struct ContactTag>;
using TagId = Id<struct TagTag>;
using CalendarId = Id<struct CalendarTag>;
using SegmentId = Id<struct SegmentTag>;
using IdentityId = Id<struct IdentityTag>;
using ConversationId = Id<struct ConversationTag>;
using SessionId = Id<struct SessionTag>;
using WorkItemId = Id<struct WorkItemTag>;
using MessageId = Id<struct MessageTag>;
using AttachmentId = Id<struct AttachmentTag>;
using SurveyId = Id<struct SurveyTag>;
using WebhookId = Id<struct WebhookTag>;
using WebhookDeliveryId = Id<struct WebhookDeliveryTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using CallId = Id<struct CallTag>;
using LegId = Id<struct LegTag>;
using RecordingId = Id<struct RecordingTag>;
using TrunkId = Id<struct TrunkTag>;
using PhoneId = Id<struct PhoneTag>;
using WrapUpCodeId = Id<struct WrapUpCodeTag>;
using CapacityProfileId = Id<struct CapacityProfileTag>;
using ColleagueId = Id<struct ColleagueTag>;
using PhoneNumberId = Id<struct PhoneNumberTag>;

}  // namespace parley
