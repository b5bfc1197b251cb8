// Which tags and fields a workspace's contacts have.
#pragma once

#include <optional>

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/expected.hpp"

namespace parley::app {

// A tag with an id is that one, perhaps under a new name; without, a new one.
struct TagPut {
    TagId id;
    std::string name;
    std::string colour;
};

// Lists replace those before whole; an absent one stays as it is.
struct ContactSchemePatch {
    std::optional<std::vector<TagPut>> tags;
    std::optional<std::vector<ContactField>> fields;
};

Task<Result<ContactScheme>> get_contact_scheme(App& app, const Staff& staff);
// What is left out is gone from every contact, too: they are shown without, and lose it with their
// next change. Refuses forbidden "permission_missing", not_found "tag_not_found", conflict
// "in_use" (a rule asks about a field that would be gone) and what check_scheme does.
Task<Result<ContactScheme>> update_contact_scheme(App& app, const Staff& staff,
                                                  ContactSchemePatch patch,
                                                  Expected<ContactScheme> expected = nullptr);

}  // namespace parley::app
