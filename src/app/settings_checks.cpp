#include "app/settings_checks.hpp"

#include <algorithm>
#include <array>

#include "app/contact_fields.hpp"
#include "base/utf8.hpp"

namespace parley::app {
namespace {

constexpr std::array<std::string_view, 3> pre_chat_fields = {"name", "email", "phone"};

template <class T>
void take(T& into, const std::optional<T>& given) {
    if (given) into = *given;
}

Result<> check_required_name(std::string_view name) {
    if (name.find_first_not_of(" \t") == std::string_view::npos)
        return refuse(Code::invalid, "missing_field", {}, "/name");
    return check_name(name, "/name");
}

Result<> check_range(int value, int least, int most, std::string_view field) {
    if (value < least || value > most) return refuse(Code::invalid, "out_of_range", {}, field);
    return {};
}

Result<> check_locale(std::string_view locale, std::string_view field) {
    if (locale == "en" || locale == "zh-CN") return {};
    return refuse(Code::invalid, "bad_locale", "en or zh-CN", field);
}

Result<> check_skill_name(std::string_view name, std::string_view field) {
    const bool is_lower = std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (name.empty() || !is_lower || name.find_first_of(" ,=\t\r\n") != std::string_view::npos)
        return refuse(Code::invalid, "bad_skill", "one lower-case word", field);
    return check_text(name, skill_name_max, field);
}

bool is_accent(std::string_view accent) {
    return accent.size() == 7 && accent[0] == '#' &&
           accent.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// A host name, perhaps with "*." before it and ":port" behind; no scheme, no path.
bool is_domain(std::string_view domain) {
    if (domain.starts_with("*.")) domain.remove_prefix(2);
    return !domain.empty() && domain.size() <= domain_max &&
           domain.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.:") ==
               std::string_view::npos;
}

Result<> check_queues(const Floor& floor, const std::vector<QueueId>& queues) {
    for (const QueueId id : queues) {
        if (floor.queue(id) == nullptr)
            return refuse(Code::not_found, "queue_not_found", {}, "/queue_ids");
    }
    return {};
}

}  // namespace

Result<Workspace> patched(Workspace workspace, const WorkspacePatch& patch) {
    take(workspace.name, patch.name);
    take(workspace.locale, patch.locale);
    take(workspace.time_zone, patch.time_zone);
    CHECKED(check_required_name(workspace.name));
    CHECKED(check_locale(workspace.locale, "/locale"));
    if (workspace.time_zone.empty() || workspace.time_zone.size() > time_zone_max)
        return refuse(Code::invalid, "bad_time_zone", {}, "/time_zone");
    CHECKED(check_text(workspace.time_zone, time_zone_max, "/time_zone"));
    return workspace;
}

Result<Queue> patched(const Floor& floor, Queue queue, const QueuePatch& patch) {
    take(queue.name, patch.name);
    take(queue.strategy, patch.strategy);
    take(queue.skills, patch.skills);
    take(queue.share, patch.share);
    take(queue.offer_seconds, patch.offer_seconds);
    take(queue.overflow_queue, patch.overflow_queue);
    take(queue.overflow_after_seconds, patch.overflow_after_seconds);
    take(queue.wrap_up_seconds, patch.wrap_up_seconds);
    take(queue.waiting_max, patch.waiting_max);
    take(queue.alerts.waiting, patch.alert_waiting);
    take(queue.alerts.wait_seconds, patch.alert_wait_seconds);
    take(queue.alerts.unstaffed, patch.alert_unstaffed);
    take(queue.active, patch.active);
    CHECKED(check_required_name(queue.name));
    CHECKED(check_range(queue.share, 1, queue_share_max, "/share"));
    CHECKED(check_range(queue.offer_seconds, Queue::offer_seconds_min, Queue::offer_seconds_max,
                        "/offer_seconds"));
    CHECKED(check_range(queue.overflow_after_seconds, 0, overflow_after_seconds_max,
                        "/overflow_after_seconds"));
    CHECKED(check_range(queue.wrap_up_seconds, 0, wrap_up_seconds_max, "/wrap_up_seconds"));
    CHECKED(check_range(queue.waiting_max, 1, queue_waiting_max, "/waiting_max"));
    CHECKED(check_range(queue.alerts.waiting, 0, QueueAlerts::alert_waiting_max, "/alert_waiting"));
    CHECKED(check_range(queue.alerts.wait_seconds, 0, QueueAlerts::alert_wait_seconds_max,
                        "/alert_wait_seconds"));
    if (queue.skills.size() > queue_skills_max)
        return refuse(Code::over_limit, "too_many", {}, "/skills");
    for (const std::string& skill : queue.skills) CHECKED(check_skill_name(skill, "/skills"));
    if (queue.overflow_queue) {
        if (floor.queue(queue.overflow_queue) == nullptr)
            return refuse(Code::not_found, "queue_not_found", {}, "/overflow_queue_id");
        if (queue.overflow_queue == queue.id)
            return refuse(Code::invalid, "own_overflow", "a queue is not its own back-up",
                          "/overflow_queue_id");
    }
    return queue;
}

Result<Inbox> patched(const Floor& floor, Inbox inbox, const InboxPatch& patch) {
    take(inbox.name, patch.name);
    take(inbox.channel, patch.channel);
    take(inbox.queue, patch.queue);
    take(inbox.greeting, patch.greeting);
    take(inbox.locale, patch.locale);
    take(inbox.accent, patch.accent);
    take(inbox.domains, patch.domains);
    take(inbox.pre_chat, patch.pre_chat);
    take(inbox.active, patch.active);
    CHECKED(check_required_name(inbox.name));
    CHECKED(check_text(inbox.greeting, Inbox::greeting_max, "/greeting"));
    if (floor.queue(inbox.queue) == nullptr)
        return refuse(Code::not_found, "queue_not_found", {}, "/queue_id");
    if (!inbox.locale.empty()) CHECKED(check_locale(inbox.locale, "/locale"));
    if (!is_accent(inbox.accent)) return refuse(Code::invalid, "bad_accent", "#rrggbb", "/accent");
    if (inbox.domains.size() > Inbox::domains_max)
        return refuse(Code::over_limit, "too_many", {}, "/domains");
    for (const std::string& domain : inbox.domains) {
        if (!is_domain(domain)) return refuse(Code::invalid, "bad_domain", {}, "/domains");
    }
    for (const std::string& asked : inbox.pre_chat) {
        if (std::ranges::find(pre_chat_fields, asked) == pre_chat_fields.end())
            return refuse(Code::invalid, "unknown_value", "name, email or phone", "/pre_chat");
    }
    return inbox;
}

Result<Agent> patched(const Floor& floor, Agent agent, const AgentPatch& patch) {
    take(agent.name, patch.name);
    take(agent.role, patch.role);
    take(agent.capacity, patch.capacity);
    take(agent.skills, patch.skills);
    take(agent.queues, patch.queues);
    take(agent.active, patch.active);
    CHECKED(check_required_name(agent.name));
    CHECKED(check_range(agent.capacity, 1, Agent::capacity_max, "/capacity"));
    if (agent.skills.size() > Agent::skills_max)
        return refuse(Code::over_limit, "too_many", {}, "/skills");
    for (const Skill& skill : agent.skills) {
        CHECKED(check_skill_name(skill.name, "/skills"));
        CHECKED(check_range(skill.level, skill_level_min, skill_level_max, "/skills"));
    }
    std::ranges::sort(agent.queues);
    agent.queues.erase(std::ranges::unique(agent.queues).begin(), agent.queues.end());
    CHECKED(check_queues(floor, agent.queues));
    return agent;
}

Result<Contact> patched(Contact contact, const ContactPatch& patch) {
    take(contact.name, patch.name);
    take(contact.phone, patch.phone);
    take(contact.note, patch.note);
    if (patch.email) contact.email = lower_email(*patch.email);
    CHECKED(check_name(contact.name, "/name"));
    CHECKED(check_email(contact.email, "/email"));
    CHECKED(check_phone(contact.phone, "/phone"));
    CHECKED(check_text(contact.note, Contact::note_max, "/note"));
    return contact;
}

Result<> check_password(std::string_view password) {
    CHECKED(check_text(password, password_max, "/password"));
    std::string_view rest = password;
    std::size_t characters = 0;
    while (take_code_point(rest)) ++characters;
    if (characters < password_min)
        return refuse(Code::invalid, "password_too_short", "at least 10 characters", "/password");
    return {};
}

}  // namespace parley::app
