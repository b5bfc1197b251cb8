// The installation's own key, under which links to files are made: data_dir/key, made at first
// start.
#pragma once

#include <filesystem>

#include "base/random.hpp"
#include "http/wire/file_links.hpp"

namespace parley {

// Throws std::runtime_error where the file cannot be read, made, or is not a key.
wire::FileLinks::Secret installation_key(const std::filesystem::path& data_dir, Rng& rng);

}  // namespace parley
