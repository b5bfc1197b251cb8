#include <cstdio>
#include <exception>

#include "main/commands.hpp"

namespace {

constexpr parley::AddCommand commands[] = {
    parley::add_contract, parley::add_serve, parley::add_migrate,
    parley::add_lab,      parley::add_voice,
};

}  // namespace

int main(int argc, char** argv) try {
    CLI::App app("Parley: an open contact centre");
    app.require_subcommand(1);
    int status = 0;
    for (const parley::AddCommand add : commands) add(app, status);
    CLI11_PARSE(app, argc, argv);
    return status;
} catch (const std::exception& error) {
    std::fprintf(stderr, "parley: %s\n", error.what());
    return 1;
}
