// Drills 2 and 4 of the store: the power is cut, or the disk fails, while an owner writes.
//
//     power_loss_drill [--full] [--seed N]
//
// The promise is the same in both: every acknowledged message is there, once, and numbers have no
// gaps. Quick: 60 images and the first 40 faults; --full: 500 and 300. Ends 0 when all is kept.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <latch>
#include <set>
#include <thread>

#include "base/log.hpp"
#include "store/sqlite/database.hpp"
#include "store/testing/house.hpp"
#include "store/testing/power_cut.hpp"

namespace parley::testing {
namespace {

namespace fs = std::filesystem;

struct Plan {
    int images = 60;
    int faults = 40;
    int bursts = 400;  // Of the power cut's workload.
    std::uint64_t seed = 1;
};

struct BrokenPromise : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void require(bool kept, std::string_view what) {
    if (!kept) throw BrokenPromise(std::string(what));
}

std::string text_of(std::int64_t seq) { return fmt::format("message {} 你好", seq); }

// An owner that keeps to the rules: after a failed commit it forgets what it believed and reads the
// store again; what was refused it sends anew under the next number.
class Owner {
public:
    Owner(Store& store, House& house, DrillDisk& disk) : store_(store), house_(house), disk_(disk) {
        rebuild();
    }

    // Submits `count` messages at once and waits for the answers; false when any was refused.
    bool burst(int count) {
        std::latch answered(count);
        std::atomic<bool> all = true;
        for (int each = 0; each < count; ++each) {
            Message message = house_.message({});
            message.text = text_of(message.seq);
            message.client_msg_id = fmt::format("m{}", message.seq);
            store_.writer().submit(house_.posting(message),
                                   [&, seq = message.seq](const Result<>& result) {
                                       if (result) disk_.acknowledged(seq);
                                       if (!result) all = false;
                                       answered.count_down();
                                   });
        }
        answered.wait();
        return all;
    }

    // False while the store cannot be written.
    bool rebuild() {
        try {
            house_.fence = store_.take_ownership(house_.workspace);
            const auto repository = store_.repository(house_.workspace);
            house_.next_seq = repository->floor().next_seq;
            house_.conversation = *repository->conversation(house_.conversation.id);
            return true;
        } catch (const StoreBroken&) {
            return false;
        }
    }

private:
    Store& store_;
    House& house_;
    DrillDisk& disk_;
};

void check_image(const fs::path& directory, const House& house,
                 const std::set<std::int64_t>& acknowledged) {
    {
        sqlite::SqliteDatabase db(directory / "parley.db", sqlite::SqliteDatabase::Mode::writer);
        const auto verdict = db.value<std::string>("PRAGMA integrity_check");
        require(verdict == "ok", fmt::format("integrity: {}", verdict.value_or("nothing")));
    }
    const auto store = open_sqlite({.data_dir = directory});
    const auto repository = store->repository(house.workspace);
    const auto messages =
        repository->messages(house.conversation.id, 0, 1'000'000, Visibility::staff);
    std::int64_t expected = 0;
    std::set<std::string> ids;
    for (const MessageView& view : messages) {
        require(view.message.seq == ++expected, "a gap in the conversation");
        require(view.message.text == text_of(expected), "a message holds another's text");
        require(ids.insert(view.message.client_msg_id).second, "a message is there twice");
    }
    const auto conversation = repository->conversation(house.conversation.id);
    require(conversation && conversation->last_seq == expected, "the conversation disagrees");
    if (!acknowledged.empty()) {
        require(
            *acknowledged.rbegin() <= expected,
            fmt::format("acknowledged {} is lost; {} are there", *acknowledged.rbegin(), expected));
    }
    std::int64_t seq = 0;
    for (const Event& event : repository->events(0, 1'000'000, {})) {
        require(event.seq == ++seq, "a gap in the spine");
    }
    require(repository->last_seq() == seq, "the spine's end disagrees");
}

std::vector<std::size_t> cut_points(const std::vector<DiskStep>& steps, int count, Rng& rng) {
    std::vector<std::size_t> points{steps.size()};
    while (std::cmp_less(points.size(), count)) points.push_back(1 + rng.below(steps.size()));
    std::ranges::sort(points);
    return points;
}

// Follows the steps and, at each cut, checks what may be left.
void check_cuts(const std::vector<DiskStep>& steps, const std::vector<std::size_t>& cuts,
                const House& house, const fs::path& scratch, bool only_worst, Rng& rng) {
    PowerCut power;
    std::set<std::int64_t> acknowledged;
    std::size_t followed = 0;
    for (const std::size_t cut : cuts) {
        for (; followed < cut; ++followed) {
            const DiskStep& step = steps[followed];
            power.follow(step);
            if (step.kind == DiskStep::Kind::acknowledged) acknowledged.insert(step.offset);
        }
        const bool worst = only_worst || rng.below(4) == 0;
        power.write_image(scratch, worst ? PowerCut::Loss::worst : PowerCut::Loss::random, rng);
        try {
            check_image(scratch, house, acknowledged);
        } catch (const std::exception& error) {
            throw BrokenPromise(fmt::format("cut at step {} of {}{}: {}", cut, steps.size(),
                                            worst ? ", nothing unsynced kept" : "", error.what()));
        }
    }
}

constexpr std::chrono::milliseconds checkpoint_within{50};  // Often, to fall among the writer's.

// A furnished house whose files lie durable in `directory`.
House furnished(const fs::path& directory) {
    const auto store = open_sqlite({.data_dir = directory});
    return House(*store);
}

std::size_t cut_power(const Plan& plan, const fs::path& root) {
    SeededRng rng(plan.seed);
    const fs::path data = root / "power";
    House house = furnished(data);
    std::vector<DiskStep> steps;
    {
        DrillDisk disk;
        const auto store = open_sqlite({.data_dir = data, .checkpoint_within = checkpoint_within});
        Owner owner(*store, house, disk);
        for (int burst = 0; burst < plan.bursts; ++burst) {
            require(owner.burst(1 + static_cast<int>(rng.below(12))), "a healthy disk refused");
            // Idle now and then, so that the checkpointer has its turns.
            if (rng.below(8) == 0) std::this_thread::sleep_for(std::chrono::milliseconds(15));
        }
        steps = disk.take_steps();
    }
    check_cuts(steps, cut_points(steps, plan.images, rng), house, root / "image", false, rng);
    return steps.size();
}

struct Failing {
    DrillDisk::Fault fault;
    int times;
    std::string_view name;
};

// The nth operation fails, `times` in a row. Then the disk is well again, and so must the store be.
// Returns whether the fault was reached.
bool fail_disk(const Failing& failing, int nth, const House& furnished_house,
               const fs::path& furnished_at, const fs::path& root, Rng& rng) {
    const fs::path data = root / "faulty";
    fs::remove_all(data);
    fs::copy(furnished_at, data, fs::copy_options::recursive);
    House house = furnished_house;
    std::vector<DiskStep> steps;
    bool reached = false;
    {
        DrillDisk disk;
        const auto store = open_sqlite({.data_dir = data, .checkpoint_within = checkpoint_within});
        Owner owner(*store, house, disk);
        disk.fail(failing.fault, nth, failing.times);
        for (int burst = 0; burst < 12; ++burst) {
            // Now and then long enough for the checkpointer to come between.
            if (burst == 6 && nth % 4 == 0) std::this_thread::sleep_for(150ms);
            if (owner.burst(1 + static_cast<int>(rng.below(8)))) continue;
            require(disk.has_failed(), "refused without a fault");
            owner.rebuild();
        }
        reached = disk.has_failed();
        disk.heal();
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (!owner.rebuild() || !owner.burst(3)) {
            require(std::chrono::steady_clock::now() < deadline, "no recovery after healing");
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        require(store->trouble().empty(), "still in trouble after healing");
        steps = disk.take_steps();
    }
    check_cuts(steps, {steps.size() / 2, steps.size()}, house, root / "image", true, rng);
    return reached;
}

int fail_disks(const Plan& plan, const fs::path& root) {
    const fs::path furnished_at = root / "furnished";
    const House house = furnished(furnished_at);
    SeededRng rng(plan.seed + 1);
    int reached = 0;
    constexpr Failing kinds[] = {
        {DrillDisk::Fault::sync_error, 1, "one sync fails"},
        {DrillDisk::Fault::write_error, 1, "one write fails"},
        {DrillDisk::Fault::sync_error, 5, "five syncs fail"},
        {DrillDisk::Fault::disk_full, 5, "the disk is full"},
    };
    for (int nth = 1; nth <= plan.faults; ++nth) {
        // The rare kinds take turns, the plain ones come every time.
        for (const Failing& failing : kinds) {
            if (failing.times > 1 && nth % 8 != 1) continue;
            try {
                reached += fail_disk(failing, nth, house, furnished_at, root, rng) ? 1 : 0;
            } catch (const std::exception& error) {
                throw BrokenPromise(
                    fmt::format("{}, number {}: {}", failing.name, nth, error.what()));
            }
        }
    }
    return reached;
}

Plan plan_from(int count, char** words) {
    Plan plan;
    for (int at = 1; at < count; ++at) {
        if (std::strcmp(words[at], "--full") == 0) {
            plan.images = 500;
            plan.faults = 300;
            plan.bursts = 1'500;
        } else if (std::strcmp(words[at], "--seed") == 0 && at + 1 < count) {
            plan.seed = std::strtoull(words[++at], nullptr, 10);
        } else {
            throw std::invalid_argument("usage: power_loss_drill [--full] [--seed N]");
        }
    }
    return plan;
}

}  // namespace
}  // namespace parley::testing

int main(int count, char** words) {
    using namespace parley::testing;
    try {
        const Plan plan = plan_from(count, words);
        parley::set_log_level(parley::LogLevel::error);
        const TemporaryDirectory root;
        const auto steps = cut_power(plan, root.path());
        fmt::print("power cut: {} images out of {} steps kept every promise\n", plan.images, steps);
        const int reached = fail_disks(plan, root.path());
        fmt::print("disk faults: {} faults met, every promise kept\n", reached);
        return reached > 0 ? 0 : 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "broken promise: {}\n", error.what());
        return 1;
    }
}
