#include "http/wire/catalogue.hpp"

#include "http/wire/calendar.hpp"
#include "http/wire/call.hpp"
#include "http/wire/event_page.hpp"
#include "http/wire/floor.hpp"
#include "http/wire/handling.hpp"
#include "http/wire/line.hpp"
#include "http/wire/presence.hpp"
#include "http/wire/problem.hpp"
#include "http/wire/readiness.hpp"
#include "http/wire/report.hpp"
#include "http/wire/routing.hpp"
#include "http/wire/routing_hook.hpp"
#include "http/wire/rules.hpp"
#include "http/wire/server_frame.hpp"
#include "http/wire/webhook.hpp"

namespace parley::wire {
namespace {

void add_words(Catalogue& out) {
    out.words<Role>("Role");
    out.words<Presence>("Presence");
    out.words<Strategy>("Strategy");
    out.words<StepWhen>("StepWhen");
    out.words<QueueAlert>("QueueAlert");
    out.words<WrapUpCodeUse>("WrapUpCodeUse");
    out.words<Picking>("Picking");
    out.words<CallbackState>("CallbackState");
    out.words<ColleagueKind>("ColleagueKind");
    out.words<ColleagueState>("ColleagueState");
    out.words<RoutingDeed>("RoutingDeed");
    out.words<HookOutcome>("HookOutcome");
    out.words<routing::NextKind>("NextKind");
    out.words<SessionState>("SessionState");
    out.words<CloseReason>("CloseReason");
    out.words<SenderKind>("SenderKind");
    out.words<MessageKind>("MessageKind");
    out.words<Visibility>("Visibility");
    out.words<IdentityKind>("IdentityKind");
    out.words<FieldKind>("FieldKind");
    out.words<EventType>("EventType");
    out.words<Permission>("Permission");
    out.words<SessionList>("SessionList");
    out.words<PreChatField>("PreChatField");
    out.words<WebhookOff>("WebhookOff");
    out.words<BreakerState>("BreakerState");
    out.words<DeliveryState>("DeliveryState");
    out.words<SendFailure>("SendFailure");
    out.words<KeyScope>("KeyScope");
    out.words<CallDirection>("CallDirection");
    out.words<CallState>("CallState");
    out.words<LegKind>("LegKind");
    out.words<LegMedium>("LegMedium");
    out.words<Supervision>("Supervision");
    out.words<LegState>("LegState");
    out.words<LegCause>("LegCause");
    out.words<VoiceCodec>("VoiceCodec");
    out.words<RecordingState>("RecordingState");
    out.words<PresenceKind>("PresenceKind");
    out.words<SipTransport>("SipTransport");
    out.words<Srtp>("Srtp");
    out.words<CallerIdHeader>("CallerIdHeader");
    out.words<TrunkState>("TrunkState");
    out.words<app::ReportBy>("ReportBy");
    out.words<insight::Grain>("Grain");
    out.words<insight::Unit>("Unit");
    out.words<rules::FactType>("FactType");
    out.words<rules::Answer>("Answer");
    out.words<rules::LeftOut>("LeftOut");
    out.words<ClosedTreatment>("ClosedTreatment");
    out.words<FullTreatment>("FullTreatment");
}

void add_resources(Catalogue& out) {
    out.section("resources");
    out.type<Problem>("Problem");
    out.type<Workspace>("Workspace");
    out.type<Skill>("Skill");
    out.type<Post>("Post");
    out.type<Agent>("Agent");
    out.type<SkillLimit>("SkillLimit");
    out.type<QueueStep>("QueueStep");
    out.type<Queue>("Queue");
    out.type<Inbox>("Inbox");
    out.type<ChannelCapabilities>("ChannelCapabilities");
    out.type<Channel>("Channel");
    out.type<Contact>("Contact");
    out.type<Identity>("Identity");
    out.type<Source>("Source");
    out.type<Rating>("Rating");
    out.type<Attachment>("Attachment");
    out.type<Message>("Message");
    out.type<Offer>("Offer");
    out.type<WrapUpCode>("WrapUpCode");
    out.type<PresenceReason>("PresenceReason");
    out.type<ChannelShare>("ChannelShare");
    out.type<CapacityProfile>("CapacityProfile");
    out.type<Colleague>("Colleague");
    out.type<Callback>("Callback");
    out.type<Session>("Session");
    out.type<FloorItem>("FloorItem");
    out.type<FloorAgent>("FloorAgent");
    out.type<FloorQueue>("FloorQueue");
    out.type<Floor>("Floor");
    out.type<Reassigned>("Reassigned");
    out.type<WaitRange>("WaitRange");
    out.type<QueueState>("QueueState");
    out.type<RoutingAgents>("RoutingAgents");
    out.type<RoutingAhead>("RoutingAhead");
    out.type<RoutingNext>("RoutingNext");
    out.type<RoutingPlace>("RoutingPlace");
    out.type<RoutingDecision>("RoutingDecision");
    out.type<RoutingHeadStart>("RoutingHeadStart");
    out.type<SessionRouting>("SessionRouting");
    out.type<TargetAgent>("TargetAgent");
    out.type<TargetQueue>("TargetQueue");
    out.type<Targets>("Targets");
    out.type<SignIn>("SignIn");
    out.type<Counts>("Counts");
    out.type<Limits>("Limits");
    out.type<ApiKey>("ApiKey");
    out.type<MadeApiKey>("MadeApiKey");
    out.type<Me>("Me");
    out.type<DemoLogin>("DemoLogin");
    out.type<Setup>("Setup");
    out.type<SearchHit>("SearchHit");
    out.type<ContactDetail>("ContactDetail");
    out.type<Webhook>("Webhook");
    out.type<WebhookMade>("WebhookMade");
    out.type<WebhookDelivery>("WebhookDelivery");
    out.type<WebhookReplayed>("WebhookReplayed");
    out.type<RoutingHookHealth>("RoutingHookHealth");
    out.type<RoutingHook>("RoutingHook");
    out.type<RoutingAdvice>("RoutingAdvice");
    out.type<RoutingHookTrial>("RoutingHookTrial");
    out.type<Readiness>("Readiness");
}

void add_telephone(Catalogue& out) {
    out.type<LegQuality>("LegQuality");
    out.type<Leg>("Leg");
    out.type<Recording>("Recording");
    out.type<Call>("Call");
    out.type<BrowserAnswer>("BrowserAnswer");
    out.type<Play>("Play");
    out.type<Waveform>("Waveform");
    out.type<Trunk>("Trunk");
    out.type<Phone>("Phone");
    out.type<PhoneMade>("PhoneMade");
    out.type<PhoneNumber>("PhoneNumber");
    out.type<VoiceSettings>("VoiceSettings");
    out.type<VoiceStatus>("VoiceStatus");
}

void add_reports(Catalogue& out) {
    out.type<ReportFigure>("ReportFigure");
    out.type<ReportValue>("ReportValue");
    out.type<ReportRow>("ReportRow");
    out.type<Report>("Report");
    out.type<CodeUse>("CodeUse");
    out.type<CodeReport>("CodeReport");
    out.type<PresenceUse>("PresenceUse");
    out.type<PresenceReport>("PresenceReport");
    out.type<CountedSession>("CountedSession");
    out.type<CountedSessions>("CountedSessions");
}

void add_rules(Catalogue& out) {
    out.type<Tag>("Tag");
    out.type<ContactField>("ContactField");
    out.type<ContactScheme>("ContactScheme");
    out.foreign<rules::Condition>("Condition");
    out.type<Said>("Said");
    out.type<FactInfo>("FactInfo");
    out.type<HappeningInfo>("HappeningInfo");
    out.type<ConditionCatalogue>("ConditionCatalogue");
    out.type<rules::PriorityRule>("PriorityRule");
    out.type<PriorityRules>("PriorityRules");
    out.type<rules::EntryRule>("EntryRule");
    out.type<EntryRules>("EntryRules");
    out.type<TestTrial>("TestTrial");
    out.type<RuleTrial>("RuleTrial");
    out.type<PriorityTrial>("PriorityTrial");
    out.type<EntryTrial>("EntryTrial");
    out.foreign<rules::CalendarTerms>("CalendarTerms");
    out.type<Calendar>("Calendar");
    out.type<OpenStretch>("OpenStretch");
    out.type<CalendarPreview>("CalendarPreview");
    out.type<LeftOutEvent>("LeftOutEvent");
    out.type<CalendarImport>("CalendarImport");
    out.type<rules::Segment>("Segment");
    out.type<Segments>("Segments");
    out.type<SegmentMembers>("SegmentMembers");
}

void add_bodies(Catalogue& out) {
    out.section("bodies of requests");
    out.type<SetupBody>("SetupBody");
    out.type<SignInBody>("SignInBody");
    out.type<WorkspacePatch>("WorkspacePatch");
    out.type<AgentBody>("AgentBody");
    out.type<AgentPatch>("AgentPatch");
    out.type<QueueBody>("QueueBody");
    out.type<QueuePatch>("QueuePatch");
    out.type<InboxBody>("InboxBody");
    out.type<InboxPatch>("InboxPatch");
    out.type<ContactPatch>("ContactPatch");
    out.type<ApiKeyBody>("ApiKeyBody");
    out.type<MessageBody>("MessageBody");
    out.type<ReadBody>("ReadBody");
    out.type<PresenceBody>("PresenceBody");
    out.type<OfferBody>("OfferBody");
    out.type<CloseBody>("CloseBody");
    out.type<SummaryBody>("SummaryBody");
    out.type<TransferBody>("TransferBody");
    out.type<ColleagueBody>("ColleagueBody");
    out.type<CallbackBody>("CallbackBody");
    out.type<WrapUpCodeBody>("WrapUpCodeBody");
    out.type<WrapUpCodePatch>("WrapUpCodePatch");
    out.type<PresenceReasonBody>("PresenceReasonBody");
    out.type<PresenceReasonPatch>("PresenceReasonPatch");
    out.type<CapacityProfileBody>("CapacityProfileBody");
    out.type<CapacityProfilePatch>("CapacityProfilePatch");
    out.type<ReassignBody>("ReassignBody");
    out.type<RatingBody>("RatingBody");
    out.type<DialBody>("DialBody");
    out.type<BrowserBody>("BrowserBody");
    out.type<SuperviseBody>("SuperviseBody");
    out.type<SupervisionBody>("SupervisionBody");
    out.type<RingPhoneBody>("RingPhoneBody");
    out.type<HoldBody>("HoldBody");
    out.type<PauseBody>("PauseBody");
    out.type<KeysBody>("KeysBody");
    out.type<CallTargetBody>("CallTargetBody");
    out.type<TrunkBody>("TrunkBody");
    out.type<TrunkPatch>("TrunkPatch");
    out.type<PhoneBody>("PhoneBody");
    out.type<PhonePatch>("PhonePatch");
    out.type<PhoneNumberBody>("PhoneNumberBody");
    out.type<PhoneNumberPatch>("PhoneNumberPatch");
    out.type<VoiceSettingsPatch>("VoiceSettingsPatch");
    out.type<WebhookBody>("WebhookBody");
    out.type<WebhookPatch>("WebhookPatch");
    out.type<WebhookReplayBody>("WebhookReplayBody");
    out.type<RoutingHookPatch>("RoutingHookPatch");
    out.type<RoutingHookTrialBody>("RoutingHookTrialBody");
}

void add_rule_bodies(Catalogue& out) {
    out.type<TagBody>("TagBody");
    out.type<ContactSchemePatch>("ContactSchemePatch");
    out.type<ConditionBody>("ConditionBody");
    out.type<PriorityRulesPatch>("PriorityRulesPatch");
    out.type<PriorityTrialBody>("PriorityTrialBody");
    out.type<EntryRulesPatch>("EntryRulesPatch");
    out.type<EntryTrialBody>("EntryTrialBody");
    out.type<CalendarBody>("CalendarBody");
    out.type<CalendarPatch>("CalendarPatch");
    out.type<CalendarPreviewBody>("CalendarPreviewBody");
    out.type<CalendarImportBody>("CalendarImportBody");
    out.type<SegmentBody>("SegmentBody");
    out.type<SegmentsPatch>("SegmentsPatch");
}

void add_visitor_side(Catalogue& out) {
    out.section("visitor side");
    out.type<WidgetConfig>("WidgetConfig");
    out.type<VisitorBody>("VisitorBody");
    out.type<VisitorCredential>("VisitorCredential");
    out.type<VisitorSession>("VisitorSession");
}

void add_frames(Catalogue& out) {
    out.section("realtime frames of a client (docs/guide/realtime.md)");
    out.type<HelloVisitor>("HelloVisitor");
    out.type<HelloFrame>("HelloFrame");
    out.type<SendFrame>("SendFrame");
    out.type<ReadFrame>("ReadFrame");
    out.type<TypingFrame>("TypingFrame");
    out.type<PresenceFrame>("PresenceFrame");
    out.type<PingFrame>("PingFrame");
    out.either<ClientFrame>("ClientFrame");
    out.section("realtime frames of the server");
    out.type<WelcomeFrame>("WelcomeFrame");
    out.type<VisitorWelcomeFrame>("VisitorWelcomeFrame");
    out.type<AckFrame>("AckFrame");
    out.type<ReadMarks>("ReadMarks");
    out.type<EventBody>("EventBody");
    out.type<EventFrame>("EventFrame");
    out.type<ErrorFrame>("ErrorFrame");
    out.type<TypingNoticeFrame>("TypingNoticeFrame");
    out.type<QueuePositionFrame>("QueuePositionFrame");
    out.type<LineQualityFrame>("LineQualityFrame");
    out.type<PongFrame>("PongFrame");
    out.type<ResyncFrame>("ResyncFrame");
    out.either<ServerFrame>("ServerFrame");
    out.section("the event stream, pulled and sent (docs/guide/webhooks.md)");
    out.type<EventPage>("EventPage");
    out.type<WebhookEvent>("WebhookEvent");
    out.type<WebhookTest>("WebhookTest");
    out.either<WebhookMessage>("WebhookMessage");
    out.type<RoutingQuestion>("RoutingQuestion");
}

Catalogue every_type() {
    Catalogue out;
    add_words(out);
    add_resources(out);
    add_rules(out);
    add_telephone(out);
    add_reports(out);
    add_bodies(out);
    add_rule_bodies(out);
    add_visitor_side(out);
    add_frames(out);
    return out;
}

}  // namespace

const std::string& Catalogue::name_of(std::type_index type) const {
    const auto name = names_.find(type);
    PARLEY_ASSERT(name != names_.end());  // Used before it is declared.
    return name->second;
}

Declaration& Catalogue::declare(std::type_index type, std::string_view name,
                                Declaration::Kind kind) {
    names_.emplace(type, name);
    Declaration& made = declarations_.emplace_back();
    made.kind = kind;
    made.name = name;
    made.section = section_;
    return made;
}

const Catalogue& catalogue() {
    static const Catalogue made = every_type();
    return made;
}

}  // namespace parley::wire
