// The demo's rules: tags and fields of contacts, who goes first, where a session goes, when the
// shop is open.
#pragma once

#include "main/demo/company.hpp"

namespace parley::demo {

void set_rules(app::App& app, const Company& company);
// What is noted of one contact, chosen by `pick`, a number like any other. Nothing of most.
void note_contact(app::App& app, const Company& company, ContactId contact, std::uint64_t pick);

}  // namespace parley::demo
