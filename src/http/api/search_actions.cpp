#include "app/queries.hpp"
#include "http/api/actions.hpp"
#include "http/api/highlights.hpp"
#include "http/wire/session.hpp"

namespace parley::http {

Task<Result<Response>> get_search(Call& call) {
    std::string text(call.request.query_value("q"));
    if (text.size() > query_max) co_return refuse(Code::invalid, "text_too_long", {}, "/q");
    CO_TRY(const std::size_t limit, call.limit());
    CO_TRY(std::string cursor, call.cursor());
    CO_TRY(const auto found, co_await app::search_messages(call.app(), call.by_staff(), text,
                                                           std::move(cursor), limit));
    wire::Page<wire::SearchHit> page;
    for (const SearchResult& result : found.items) {
        wire::SearchHit hit;
        hit.message = wire::to_wire(result.message, call.links());
        hit.session = wire::to_wire(result.session, call.links());
        hit.highlights = highlights_in(result.message.message.text, text);
        page.items.push_back(std::move(hit));
    }
    if (!found.next_cursor.empty()) page.next_cursor = found.next_cursor;
    co_return json(page);
}

}  // namespace parley::http
