#include "app/search_reader.hpp"

#include <fmt/ranges.h>

#include "base/log.hpp"
#include "language/tokens.hpp"

namespace parley::app {
namespace {

constexpr std::string_view reader_name = "search";

struct Step {
    Batch batch;
    bool more = false;
};

// What the next stretch of the spine adds to the index, and the cursor behind it; nothing when the
// reader has come to the end.
std::optional<Step> next_step(Repository& repository, WorkspaceId workspace) {
    const std::int64_t cursor = repository.reader_cursor(reader_name);
    auto events = repository.events(cursor, SearchReader::events_per_step, {});
    if (events.empty()) return std::nullopt;
    Step step;
    step.more = events.size() == SearchReader::events_per_step;
    step.batch.workspace = workspace;
    step.batch.lane = Lane::bulk;
    const std::int64_t last = events.back().seq;
    std::erase_if(events,
                  [](const Event& event) { return event.type != EventType::message_posted; });
    for (const Published& published : repository.hydrate(std::move(events))) {
        if (!published.message || published.message->message.kind == MessageKind::notice) continue;
        const Message& message = published.message->message;
        const auto tokens = tokens_of(message.text);
        if (tokens.empty()) continue;
        step.batch.rows.emplace_back(SearchEntry{message.id, message.conversation, message.seq,
                                                 fmt::format("{}", fmt::join(tokens, " "))});
    }
    step.batch.rows.emplace_back(ReaderCursor{std::string(reader_name), last});
    return step;
}

}  // namespace

void SearchReader::wake(WorkspaceId workspace) {
    turns_.wake(workspace, [](const Note&) { return true; });
}

// Clearing takes its turn among the steps, so that none under way moves the cursor behind its back.
void SearchReader::rebuild(WorkspaceId workspace) {
    turns_.wake(workspace, [](Note& note) { return note.clear = true; });
}

void SearchReader::clear(WorkspaceId workspace) {
    Batch batch;
    batch.workspace = workspace;
    batch.lane = Lane::bulk;
    batch.rows.emplace_back(ClearSearch{});
    batch.rows.emplace_back(ReaderCursor{std::string(reader_name), 0});
    store_.writer().submit(std::move(batch), [this, workspace](const Result<>& result) {
        turns_.ended(workspace, result.has_value());
    });
}

void SearchReader::step(WorkspaceId workspace) {
    if (turns_.exchange(workspace, {}).clear)
        clear(workspace);
    else
        read_on(workspace);
}

void SearchReader::read_on(WorkspaceId workspace) {
    readers_.post(workspace, [this, workspace](Repository& repository) {
        std::optional<Step> next;
        try {
            next = next_step(repository, workspace);
        } catch (const StoreBroken& broken) {
            log_error("search_reader_stopped", {{"why", broken.what()}});
        }
        if (!next) return turns_.ended(workspace, false);
        const bool more = next->more;
        store_.writer().submit(std::move(next->batch),
                               [this, workspace, more](const Result<>& result) {
                                   // A refused batch leaves the cursor where it was: the next
                                   // waking tries again.
                                   ended(workspace, result && more);
                               });
    });
}

void SearchReader::ended(WorkspaceId workspace, bool more) {
    if (more) return turns_.ended(workspace, true);
    pauses_.begin(rest, [this, workspace] { turns_.ended(workspace, false); });
}

}  // namespace parley::app
