// parley contract: the types pages are built on, and whether a file still says the same.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "http/contract/openapi.hpp"
#include "http/wire/typescript.hpp"
#include "main/commands.hpp"

namespace parley {
namespace {

int check_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string held((std::istreambuf_iterator<char>(in)), {});
    if (in && held == wire::typescript_contract()) return 0;
    std::fprintf(stderr,
                 "parley: %s is not what the server speaks; write it anew with:\n"
                 "    parley contract typescript > %s\n",
                 file.c_str(), file.c_str());
    return 1;
}

int print(const std::string& text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    return written && std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace

void add_contract(CLI::App& app, int& status) {
    CLI::App* contract = app.add_subcommand("contract", "The API's contract, for pages and tools");
    contract->require_subcommand(1);
    contract
        ->add_subcommand("typescript", "Writes the API's types as TypeScript to standard output")
        ->callback([&status] { status = print(wire::typescript_contract()); });
    contract->add_subcommand("openapi", "Writes the OpenAPI 3.1 document to standard output")
        ->callback([&status] { status = print(http::openapi_document()); });
    auto file = std::make_shared<std::string>();
    CLI::App* check =
        contract->add_subcommand("check", "Fails unless FILE says what `typescript` writes");
    check->add_option("FILE", *file, "A contract.ts")->required();
    check->callback([&status, file] { status = check_file(*file); });
}

}  // namespace parley
