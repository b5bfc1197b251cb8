#include "app/spine_turns.hpp"

#include <doctest/doctest.h>

namespace parley::app {
namespace {

struct Note {
    bool is_wanted = true;
};

// A reader whose steps end when the test says so.
struct Reader {
    WorkspaceId workspace{IdBytes{1}};
    int steps = 0;
    SpineTurns<Note> turns{[this](WorkspaceId) { ++steps; }};

    void wake() {
        turns.wake(workspace, [](const Note& note) { return note.is_wanted; });
    }
    void wake_with_news() {
        turns.wake(workspace, [](Note& note) { return note.is_wanted = true; });
    }
    void ends_unwanted() {
        turns.ended(workspace, false, [](Note& note) { note.is_wanted = false; });
    }
};

TEST_CASE("however often it is woken during a step, one more step follows") {
    Reader reader;
    CHECK(reader.turns.is_idle(reader.workspace));
    for (int i = 0; i < 3; ++i) reader.wake();
    CHECK(reader.steps == 1);
    CHECK_FALSE(reader.turns.is_idle(reader.workspace));
    reader.turns.ended(reader.workspace, false);
    CHECK(reader.steps == 2);
    reader.turns.ended(reader.workspace, false);
    CHECK(reader.steps == 2);
    CHECK(reader.turns.is_idle(reader.workspace));
}

TEST_CASE("while there is more it goes on unwoken") {
    Reader reader;
    reader.wake();
    reader.turns.ended(reader.workspace, true);
    CHECK(reader.steps == 2);
}

TEST_CASE("one that found nothing to do for it is woken by news only") {
    Reader reader;
    reader.wake();
    reader.ends_unwanted();
    reader.wake();
    CHECK(reader.steps == 1);
    reader.wake_with_news();
    CHECK(reader.steps == 2);
}

TEST_CASE("news that come while it finds nothing are not lost with what it found") {
    Reader reader;
    reader.wake();
    reader.wake_with_news();
    reader.ends_unwanted();
    CHECK(reader.steps == 2);
    reader.turns.ended(reader.workspace, false);
    reader.wake();
    CHECK(reader.steps == 3);
}

TEST_CASE("once stopped it ends with the step under way") {
    Reader reader;
    reader.wake();
    reader.turns.stop();
    reader.turns.ended(reader.workspace, true);
    reader.wake();
    CHECK(reader.steps == 1);
    CHECK(reader.turns.is_idle(reader.workspace));
}

TEST_CASE("workspaces take their turns apart") {
    Reader reader;
    reader.wake();
    reader.turns.wake(WorkspaceId(IdBytes{2}), [](const Note&) { return true; });
    CHECK(reader.steps == 2);
}

}  // namespace
}  // namespace parley::app
