// The sub-commands of `parley`, one file each. main.cpp lists them.
#pragma once

#include <CLI/CLI.hpp>

namespace parley {

// Defines a sub-command whose callback leaves the program's exit status in `status`.
using AddCommand = void (*)(CLI::App& app, int& status);

void add_contract(CLI::App& app, int& status);
void add_serve(CLI::App& app, int& status);
void add_migrate(CLI::App& app, int& status);
void add_lab(CLI::App& app, int& status);
// Of `lab`, by add_lab.
void add_lab_call(CLI::App& lab, int& status);
void add_lab_queueing(CLI::App& lab, int& status);
void add_lab_day(CLI::App& lab, int& status);
void add_voice(CLI::App& app, int& status);

}  // namespace parley
