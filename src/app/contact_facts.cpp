#include "app/contact_facts.hpp"

#include <charconv>

#include "domain/region.hpp"

namespace parley::app {
namespace {

using rules::FactValue;

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// A date begins as the workspace's clocks show it. REQUIRES: field_value() made it.
Instant moment_in(std::string_view date, const TimeZone& zone) {
    const std::chrono::year_month_day day{
        std::chrono::year(static_cast<int>(number_in(date.substr(0, 4)))),
        std::chrono::month(static_cast<unsigned>(number_in(date.substr(5, 2)))),
        std::chrono::day(static_cast<unsigned>(number_in(date.substr(8, 2))))};
    return zone.start_of_day(std::chrono::local_days(day));
}

FactValue value_of(const ContactField& field, const std::string& text, const TimeZone& zone) {
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::choice: return text;
        case FieldKind::number: return number_in(text);
        case FieldKind::date: return moment_in(text, zone);
        case FieldKind::yes_no: return text == "yes";
    }
    return {};
}

std::int64_t counted(const rules::History& history, std::string_view happening,
                     const rules::Window& window, Instant now) {
    const auto* counter = history.counter(happening);
    return counter == nullptr ? 0 : counter->count(window, now);
}

// By name, which people write, and by id, which a page writes and a new name leaves as it is.
void put_tags(rules::Facts& facts, const ContactScheme& scheme, const Contact& contact) {
    std::vector<std::string> tags;
    for (const TagId id : contact.tags) {
        const Tag* tag = scheme.tag(id);
        if (tag == nullptr) continue;
        tags.push_back(tag->name);
        tags.push_back(id.text());
    }
    facts.set("contact.tags", std::move(tags));
}

void put_fields(rules::Facts& facts, const Rulebook& book, const Contact& contact) {
    for (const ContactField& field : book.sources().scheme.fields) {
        const auto held = contact.fields.find(field.key);
        const auto place = book.catalogue().place_of("contact.field." + field.key);
        if (held != contact.fields.end() && place)
            facts.set(*place, value_of(field, held->second, *book.zone()));
    }
}

void put_behaviour(rules::Facts& facts, const Rulebook& book, const rules::History& history,
                   bool has_session, Instant now) {
    const rules::Window today{.within = {}, .zone = book.zone().get()};
    const rules::Window ever{.within = rules::window_max, .zone = nullptr};
    facts.set("behaviour.visits_today", counted(history, "visited", today, now));
    facts.set("behaviour.queue_failures_today", counted(history, "queue_failed", today, now));
    const std::int64_t visits = counted(history, "visited", ever, now);
    facts.set("behaviour.sessions", std::max<std::int64_t>(visits - (has_session ? 1 : 0), 0));
}

void put_session(rules::Facts& facts, const AskedSession& session, const Contact& contact) {
    facts.set("session.inbox", session.inbox.text());
    facts.set("session.channel", session.channel);
    if (!session.medium.empty()) facts.set("session.medium", session.medium);
    if (session.queue) facts.set("session.queue", session.queue.text());
    facts.set("session.priority", std::int64_t{0});
    facts.set("session.language", language_of(contact.locale));
    if (session.source != nullptr && !session.source->page_url.empty())
        facts.set("session.page", session.source->page_url);
    if (!session.first_message.empty()) facts.set("session.first_message", session.first_message);
    facts.set("session.is_newcomer", session.is_newcomer);
    if (session.waiting_since != Instant{})
        facts.set("session.waiting_since", session.waiting_since);
}

void put_segments(rules::Facts& facts, const Rulebook& book, const rules::History& history,
                  Instant now) {
    std::vector<std::string> segments;
    for (std::size_t at = 0; at < book.segments().size(); ++at) {
        const auto& program = book.segments()[at];
        if (!program || !program->evaluate({facts, history, now}).holds) continue;
        const rules::Segment& segment = book.sources().segments.segments[at];
        segments.push_back(segment.name);
        segments.push_back(segment.id.text());
    }
    facts.set("contact.segments", std::move(segments));
}

}  // namespace

rules::Facts facts_of(const Rulebook& book, const Contact& contact, const rules::History& history,
                      const AskedSession* session, Instant now) {
    rules::Facts facts(book.catalogue());
    facts.set("contact.vip_level", std::int64_t{contact.vip_level});
    put_tags(facts, book.sources().scheme, contact);
    facts.set("contact.language", language_of(contact.locale));
    if (std::string region = region_of(contact.phone, contact.locale); !region.empty())
        facts.set("contact.region", std::move(region));
    facts.set("contact.first_seen", contact.created_at);
    facts.set("contact.last_seen", contact.last_seen_at);
    put_fields(facts, book, contact);
    put_behaviour(facts, book, history, session != nullptr, now);
    put_segments(facts, book, history, now);  // Before the session: they ask of contacts alone.
    if (session != nullptr) put_session(facts, *session, contact);
    return facts;
}

}  // namespace parley::app
