#include "http/wire/typescript.hpp"

#include "http/wire/close_codes.hpp"
#include "http/wire/problem.hpp"
#include "http/wire/server_frame.hpp"
#include "http/wire/typescript_writer.hpp"

namespace parley::wire {
namespace {

void add_words(TypescriptWriter& out) {
    out.words<Role>("Role");
    out.words<Presence>("Presence");
    out.words<Strategy>("Strategy");
    out.words<SessionState>("SessionState");
    out.words<CloseReason>("CloseReason");
    out.words<SenderKind>("SenderKind");
    out.words<MessageKind>("MessageKind");
    out.words<Visibility>("Visibility");
    out.words<IdentityKind>("IdentityKind");
    out.words<EventType>("EventType");
    out.words<Permission>("Permission");
    out.words<SessionList>("SessionList");
    out.words<PreChatField>("PreChatField");
}

void add_resources(TypescriptWriter& out) {
    out.type<Problem>("Problem");
    out.type<Workspace>("Workspace");
    out.type<Skill>("Skill");
    out.type<Agent>("Agent");
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
    out.type<Session>("Session");
    out.type<SignIn>("SignIn");
    out.type<Counts>("Counts");
    out.type<Limits>("Limits");
    out.type<Me>("Me");
    out.type<DemoLogin>("DemoLogin");
    out.type<Setup>("Setup");
    out.text("export interface Page<T> { items: T[]; next_cursor: string | null }\n");
    out.type<SearchHit>("SearchHit");
    out.type<ContactDetail>("ContactDetail");
}

void add_bodies(TypescriptWriter& out) {
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
    out.type<MessageBody>("MessageBody");
    out.type<ReadBody>("ReadBody");
    out.type<PresenceBody>("PresenceBody");
    out.type<OfferBody>("OfferBody");
    out.type<CloseBody>("CloseBody");
    out.type<TransferBody>("TransferBody");
    out.type<RatingBody>("RatingBody");
}

void add_visitor_side(TypescriptWriter& out) {
    out.type<WidgetConfig>("WidgetConfig");
    out.type<VisitorBody>("VisitorBody");
    out.type<VisitorCredential>("VisitorCredential");
    out.type<VisitorSession>("VisitorSession");
}

void add_frames(TypescriptWriter& out) {
    out.type<HelloVisitor>("HelloVisitor");
    out.type<HelloFrame>("HelloFrame");
    out.type<SendFrame>("SendFrame");
    out.type<ReadFrame>("ReadFrame");
    out.type<TypingFrame>("TypingFrame");
    out.type<PresenceFrame>("PresenceFrame");
    out.type<PingFrame>("PingFrame");
    out.either<ClientFrame>("ClientFrame");
    out.text("\n");
    out.type<WelcomeFrame>("WelcomeFrame");
    out.type<VisitorWelcomeFrame>("VisitorWelcomeFrame");
    out.type<AckFrame>("AckFrame");
    out.type<ReadMarks>("ReadMarks");
    out.type<EventBody>("EventBody");
    out.type<EventFrame>("EventFrame");
    out.type<ErrorFrame>("ErrorFrame");
    out.type<TypingNoticeFrame>("TypingNoticeFrame");
    out.type<QueuePositionFrame>("QueuePositionFrame");
    out.type<PongFrame>("PongFrame");
    out.type<ResyncFrame>("ResyncFrame");
    out.either<ServerFrame>("ServerFrame");
}

void add_close_codes(TypescriptWriter& out) {
    out.text(
        "\n/** Close codes beyond RFC 6455's: what a client does about each. */\n"
        "export const CLOSE_CODES = {\n");
    for (const CloseCode& close : close_codes) {
        out.text("  " + std::to_string(close.code) + ": '" + std::string(close.advice) + "',\n");
    }
    out.text("} as const\n");
}

}  // namespace

std::string typescript_contract() {
    TypescriptWriter out;
    out.text(
        "// Generated from the server's described types by `parley contract typescript`. "
        "Do not edit by hand.\n\n");
    out.text("export const PROTOCOL_VERSION = " + std::to_string(protocol_version) + "\n\n");
    out.text(
        "export type Id = string\n"
        "/** Milliseconds since 1970-01-01 UTC; 0 means \"never\". */\n"
        "export type EpochMs = number\n\n");
    add_words(out);
    out.heading("resources");
    add_resources(out);
    out.heading("bodies of requests");
    add_bodies(out);
    out.heading("visitor side");
    add_visitor_side(out);
    out.heading("realtime frames (docs/guide/realtime.md)");
    add_frames(out);
    add_close_codes(out);
    return out.finish();
}

}  // namespace parley::wire
