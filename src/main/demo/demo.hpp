// The demo: a believable bilingual contact centre, made by running real commands under a virtual
// clock.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "domain/agent.hpp"

namespace parley::demo {

struct Login {
    std::string name;
    std::string email;
    std::string password;  // Told to everybody: the demo is for looking around.
    Role role = Role::agent;
};

// Who can sign in, administrator first.
const std::vector<Login>& logins();

// Makes the demo's weeks in `data_dir` (and in the database, where one is named) unless they are
// there already; prints its progress.
// Throws where it cannot be made.
void ensure(const std::filesystem::path& data_dir, const std::string& database_url);

}  // namespace parley::demo
