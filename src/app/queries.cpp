#include "app/queries.hpp"

#include <algorithm>

#include "app/sessions.hpp"
#include "language/tokens.hpp"

namespace parley::app {
namespace {

constexpr std::size_t contact_sessions_max = 50;

template <class Page>
Result<Page> known_page(Page page) {
    if (page.bad_cursor) return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    return page;
}

}  // namespace

bool sees_conversation(Repository& repository, const Agent& agent, ConversationId id) {
    if (may(agent.role, Permission::session_read_all)) return true;
    const auto last = repository.last_session(id);
    return last && sees(agent, *last);
}

bool sees_contact(Repository& repository, const Agent& agent, ContactId id) {
    if (may(agent.role, Permission::session_read_all)) return true;
    return std::ranges::any_of(repository.sessions_of(id, contact_sessions_max),
                               [&](const SessionView& view) { return sees(agent, view); });
}

Task<Result<PageOf<SessionView>>> list_sessions(App& app, const Staff& staff, SessionList list,
                                                std::string cursor, std::size_t limit) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    SessionQuery query;
    query.list = list;
    query.scope = scope_of(staff.agent);
    query.cursor = std::move(cursor);
    query.limit = std::clamp<std::size_t>(limit, 1, page_max);
    auto look = [query](Repository& repository) { return repository.sessions(query); };
    co_return known_page(co_await read(app, staff.workspace, std::move(look)));
}

Task<Result<SessionView>> get_session(App& app, const Staff& staff, SessionId id) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    auto look = [id](Repository& repository) { return repository.session(id); };
    const auto view = co_await read(app, staff.workspace, look);
    if (!view || !sees(staff.agent, *view)) co_return refuse(Code::not_found, "session_not_found");
    co_return *view;
}

Task<Result<std::vector<MessageView>>> list_messages(App& app, const Staff& staff,
                                                     ConversationId id, std::int64_t before,
                                                     std::size_t limit) {
    CO_CHECKED(require(staff, KeyScope::messages_read));
    const std::size_t most = std::clamp<std::size_t>(limit, 1, page_max);
    auto look = [id, before, most, agent = staff.agent](
                    Repository& repository) -> std::optional<std::vector<MessageView>> {
        if (!repository.conversation(id) || !sees_conversation(repository, agent, id))
            return std::nullopt;
        return repository.messages(id, before, most, Visibility::staff);
    };
    auto messages = co_await read(app, staff.workspace, std::move(look));
    if (!messages) co_return refuse(Code::not_found, "conversation_not_found");
    co_return std::move(*messages);
}

Task<std::vector<MessageView>> list_messages(App& app, const Visitor& visitor, std::int64_t before,
                                             std::size_t limit) {
    const std::size_t most = std::clamp<std::size_t>(limit, 1, page_max);
    auto look = [id = visitor.conversation, before, most](Repository& repository) {
        return repository.messages(id, before, most, Visibility::everyone);
    };
    co_return co_await read(app, visitor.workspace, look);
}

Task<Result<ContactDetail>> get_contact(App& app, const Staff& staff, ContactId id) {
    CO_CHECKED(require(staff, KeyScope::contacts_read));
    auto look = [id, agent = staff.agent](Repository& repository) -> std::optional<ContactDetail> {
        auto contact = repository.contact(id);
        if (!contact) return std::nullopt;
        ContactDetail detail{std::move(*contact), repository.identities(id),
                             repository.sessions_of(id, contact_sessions_max)};
        std::erase_if(detail.sessions, [&](const SessionView& view) { return !sees(agent, view); });
        const bool is_hidden =
            detail.sessions.empty() && !may(agent.role, Permission::session_read_all);
        if (is_hidden) return std::nullopt;
        return detail;
    };
    auto detail = co_await read(app, staff.workspace, std::move(look));
    if (!detail) co_return refuse(Code::not_found, "contact_not_found");
    co_return std::move(*detail);
}

Task<Result<SessionCounts>> get_counts(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    auto look = [scope = scope_of(staff.agent)](Repository& repository) {
        return repository.counts(scope);
    };
    co_return co_await read(app, staff.workspace, std::move(look));
}

Task<Result<PageOf<SearchResult>>> search_messages(App& app, const Staff& staff, std::string text,
                                                   std::string cursor, std::size_t limit) {
    CO_CHECKED(require(staff, KeyScope::messages_read));
    SearchQuery query;
    query.tokens = tokens_of(text);
    if (query.tokens.empty()) co_return refuse(Code::invalid, "nothing_to_search", {}, "/q");
    if (query.tokens.size() > search_words_max) query.tokens.resize(search_words_max);
    query.scope = scope_of(staff.agent);
    query.cursor = std::move(cursor);
    query.limit = std::clamp<std::size_t>(limit, 1, page_max);
    auto look = [query](Repository& repository) { return repository.search(query); };
    co_return known_page(co_await read(app, staff.workspace, std::move(look)));
}

}  // namespace parley::app
