// The pages the server brings: desk, widget and, with demo data, the demo shop.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "http/server/static_files.hpp"

namespace parley {

class Pages {
public:
    // `directory` holds desk/, widget/ and demo/. Empty: `web` beside the program, or where a build
    // leaves them. Throws std::runtime_error naming what is missing.
    Pages(std::filesystem::path directory, bool demo);

    // In the order to ask them; the desk last, for it answers every path without a dot.
    std::vector<const http::StaticFiles*> all() const;

private:
    std::vector<std::unique_ptr<http::StaticFiles>> files_;
};

}  // namespace parley
