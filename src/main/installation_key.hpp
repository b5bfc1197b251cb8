// The installation's own key, under which links to files are made: data_dir/key, made at first
// start.
#pragma once

#include <filesystem>

#include "base/random.hpp"
#include "http/wire/file_links.hpp"
#include "main/config.hpp"

namespace parley {

// From the database where nodes share one, else from data_dir.
wire::FileLinks::Secret key_of_links(const Config& config, Rng& rng);

// Throws std::runtime_error where the file cannot be read, made, or is not a key.
wire::FileLinks::Secret installation_key(const std::filesystem::path& data_dir, Rng& rng);

// The key of data_dir in the form that a database keeps it in; empty where there is none yet.
std::string existing_key_text(const std::filesystem::path& data_dir);

}  // namespace parley
