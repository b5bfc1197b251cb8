#include "main/demo/demo.hpp"

#include <fstream>

#include "app/sign_in.hpp"
#include "base/secret.hpp"
#include "main/demo/company.hpp"
#include "main/demo/lines.hpp"
#include "main/demo/rules.hpp"
#include "main/demo/weeks.hpp"
#include "main/demo/world.hpp"
#include "store/store.hpp"

namespace parley::demo {
namespace {

constexpr std::uint64_t seed = 20'240'607;

bool is_made(const std::filesystem::path& data_dir) {
    return std::filesystem::exists(data_dir / "demo-made");
}

void make(const std::filesystem::path& data_dir, const std::string& database_url) {
    const Instant until = SystemClock().now();
    ManualClock clock(until - weeks_back);
    SeededRng rng(seed);
    {
        CoreOptions options;
        options.data_dir = data_dir;
        options.database_url = database_url;
        Core core(options, clock, rng, nullptr);
        const Company company = found_company(core.app());
        connect_lines(core.app(), company);
        set_rules(core.app(), company);
        play_weeks(core.app(), company, clock, rng, until);
    }
}

// A database is nothing to throw away unasked: one that is not empty must hold a demo already.
void ensure_in_database(const std::filesystem::path& data_dir, const std::string& database_url) {
    std::vector<WorkspaceId> workspaces;
    bool is_demo = false;
    {
        StoreConfig config;
        config.data_dir = data_dir;
        config.database_url = database_url;
        const auto store = open_store(config);
        workspaces = store->directory()->workspaces();
        if (!workspaces.empty())
            is_demo = store->repository(workspaces.front())->floor().workspace.demo;
    }
    if (workspaces.empty()) return make(data_dir, database_url);
    if (!is_demo)
        throw std::runtime_error("the database holds data that is not the demo's; name another");
}

}  // namespace

// A half-made demo (the power went, Ctrl-C) is thrown away and made again; a made one is never
// touched.
void ensure(const std::filesystem::path& data_dir, const std::string& database_url) {
    if (!database_url.empty()) return ensure_in_database(data_dir, database_url);
    if (is_made(data_dir)) return;
    if (std::filesystem::exists(data_dir / "parley.db") &&
        !std::filesystem::exists(data_dir / "demo-unfinished"))
        throw std::runtime_error(data_dir.string() +
                                 " holds data that is not the demo's; choose another --data");
    std::filesystem::remove_all(data_dir);
    std::filesystem::create_directories(data_dir);
    std::ofstream(data_dir / "demo-unfinished") << "the demo is being made\n";
    make(data_dir, database_url);
    std::ofstream(data_dir / "demo-made") << "made up, by commands under a virtual clock\n";
    std::filesystem::remove(data_dir / "demo-unfinished");
}

}  // namespace parley::demo
