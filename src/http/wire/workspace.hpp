// The company: its settings, its figures at a glance, the first-run wizard.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/agent.hpp"
#include "domain/workspace.hpp"
#include "ports/repository.hpp"

namespace parley::wire {

struct Workspace {
    WorkspaceId id;
    std::string name;
    std::string locale;
    std::string time_zone;
    bool demo = false;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Workspace, (), (id, name, locale, time_zone, demo, created_at, version))

struct WorkspacePatch {
    std::optional<std::string> name;
    std::optional<std::string> locale;
    std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(WorkspacePatch, (), (name, locale, time_zone))

struct Counts {
    std::int64_t mine = 0;
    std::int64_t queue = 0;
    std::int64_t all = 0;
    std::int64_t mine_unread = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (mine, queue, all, mine_unread))

struct DemoLogin {
    std::string name;
    std::string email;
    std::string password;
    Role role{};
};
BOOST_DESCRIBE_STRUCT(DemoLogin, (), (name, email, password, role))

struct Setup {
    bool needed = false;
    std::vector<DemoLogin> demo_logins;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Setup, (), (needed, demo_logins, version))

struct SetupBody {
    std::string company;
    std::string locale;
    std::string time_zone;
    std::string name;
    std::string email;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SetupBody, (), (company, locale, time_zone, name, email, password))

Workspace to_wire(const parley::Workspace& workspace);
Counts to_wire(const SessionCounts& counts);

}  // namespace parley::wire
