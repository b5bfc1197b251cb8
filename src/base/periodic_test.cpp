#include "base/periodic.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

namespace parley {
namespace {

TEST_CASE("work is done again and again, and no more once the thread is gone") {
    std::atomic<int> times = 0;
    std::promise<void> thrice;
    {
        const Periodic periodic("test", std::chrono::milliseconds(1), [&] {
            if (++times == 3) thrice.set_value();
        });
        thrice.get_future().wait();
    }
    const int done = times;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(times == done);
}

TEST_CASE("it ends at once, however long the interval") {
    std::atomic<int> times = 0;
    {
        const Periodic periodic("test", std::chrono::hours(1), [&] { ++times; });
    }
    CHECK(times == 0);
}

}  // namespace
}  // namespace parley
