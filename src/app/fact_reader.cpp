#include "app/fact_reader.hpp"

#include "app/fact_happenings.hpp"
#include "app/report_days.hpp"
#include "base/log.hpp"
#include "insight/fold.hpp"

namespace parley::app {
namespace {

// What is stored of everything the events concern, so that the fold finds it.
insight::Ledger known_of(FactReads& facts, const std::vector<Event>& events) {
    insight::Ledger ledger;
    std::vector<SessionId> sessions;
    for (const Event& event : events) {
        if (event.session) sessions.push_back(event.session);
        if (event.type != EventType::session_opened) continue;
        for (auto& fact : facts.closed_of(event.contact, event.at - insight::repeat_within))
            ledger.know(std::move(fact));
    }
    std::ranges::sort(sessions);
    sessions.erase(std::ranges::unique(sessions).begin(), sessions.end());
    for (auto& fact : facts.sessions(sessions)) ledger.know(std::move(fact));
    for (auto& stint : facts.last_stints(sessions)) ledger.know(std::move(stint));
    for (auto& wait : facts.last_waits(sessions)) ledger.know(std::move(wait));
    for (auto& clock : facts.clocks()) ledger.know(std::move(clock));
    for (const StoredPlace& stored : facts.places()) ledger.know(stored.number, stored.place);
    return ledger;
}

// Cells as they shall be: what is stored and what this step adds.
std::vector<StoredCell> added(FactReads& facts, const insight::Rollup& rollup) {
    std::vector<insight::CellKey> keys;
    for (const auto& [key, cell] : rollup.cells()) keys.push_back(key);
    std::ranges::sort(keys);
    std::unordered_map<insight::CellKey, insight::Cell, insight::CellKeyHash> whole;
    for (const StoredCell& stored : facts.cells(keys)) {
        insight::Cell& cell = whole[stored.key];
        if (!cell.add_sums(stored.sums) || !cell.add_spreads(stored.spreads))
            throw StoreBroken("a cell of the reports cannot be read");
    }
    std::vector<StoredCell> cells;
    for (const insight::CellKey& key : keys) {
        insight::Cell& cell = whole[key];
        cell.add(rollup.cells().at(key));
        cells.push_back({key, cell.sums(), cell.spreads()});
    }
    return cells;
}

}  // namespace

std::optional<FactStep> next_fact_step(Repository& repository, std::size_t events_max) {
    FactStep step;
    step.from = repository.reader_cursor(facts_reader);
    std::vector<Event> events = repository.events(step.from, events_max, {});
    if (events.empty()) return std::nullopt;
    step.to = events.back().seq;
    std::erase_if(events, [](const Event& event) { return !makes_facts(event); });
    if (events.empty()) return step;

    FactReads& facts = repository.facts();
    insight::Ledger ledger = known_of(facts, events);
    const auto days = days_of(repository.workspace());
    insight::Rollup rollup(ledger, *days);
    insight::Fold fold(ledger, rollup);
    for (const insight::Happening& happening : happenings_of(repository, std::move(events)))
        fold.apply(happening);

    auto changes = ledger.changes();
    step.sessions = std::move(changes.sessions);
    step.stints = std::move(changes.stints);
    step.waits = std::move(changes.waits);
    step.wrap_ups = std::move(changes.wrap_ups);
    step.clocks = std::move(changes.clocks);
    for (const auto& [number, place] : changes.places) step.places.push_back({number, place});
    step.cells = added(facts, rollup);
    return step;
}

void FactReader::wake(WorkspaceId workspace) {
    turns_.wake(workspace, [](const Note&) { return true; });
}

// Clearing takes its turn among the steps, so that none under way moves the cursor behind its back.
void FactReader::rebuild(WorkspaceId workspace) {
    turns_.wake(workspace, [](Note& note) { return note.clear = true; });
}

void FactReader::step(WorkspaceId workspace) {
    if (turns_.exchange(workspace, {}).clear) {
        FactStep nothing;
        nothing.clear = true;
        return submit(workspace, std::move(nothing), true);
    }
    readers_.post(workspace, [this, workspace](Repository& repository) {
        std::optional<FactStep> next;
        try {
            next = next_fact_step(repository, events_per_step);
        } catch (const StoreBroken& broken) {
            log_error("fact_reader_stopped", {{"why", broken.what()}});
        }
        if (!next) return turns_.ended(workspace, false);
        const bool more = next->to - next->from >= static_cast<std::int64_t>(events_per_step);
        submit(workspace, std::move(*next), more);
    });
}

// A refused step leaves the cursor where it was: the next waking tries again.
void FactReader::submit(WorkspaceId workspace, FactStep next, bool more) {
    Batch batch;
    batch.workspace = workspace;
    batch.lane = Lane::bulk;
    batch.rows.emplace_back(std::make_shared<const FactStep>(std::move(next)));
    store_.writer().submit(std::move(batch), [this, workspace, more](const Result<>& result) {
        if (result && more) return turns_.ended(workspace, true);
        pauses_.begin(rest, [this, workspace] { turns_.ended(workspace, false); });
    });
}

}  // namespace parley::app
