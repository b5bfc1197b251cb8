#include "app/contact_scheme.hpp"

#include <algorithm>

#include "app/change.hpp"

namespace parley::app {
namespace {

// Each tag is new, or one of those before, once.
Result<> check_ids(const ContactScheme& before, const std::vector<TagPut>& tags) {
    for (std::size_t at = 0; at < tags.size(); ++at) {
        const TagId id = tags[at].id;
        const std::string place = "/tags/" + std::to_string(at) + "/id";
        if (id.is_nil()) continue;
        if (before.tag(id) == nullptr) return refuse(Code::not_found, "tag_not_found", {}, place);
        if (std::ranges::count(tags, id, &TagPut::id) > 1)
            return refuse(Code::conflict, "tag_exists", "the same tag twice", place);
    }
    return {};
}

// Shapes first, then what is there.
Result<ContactScheme> patched(Turn& turn, const ContactScheme& before,
                              const ContactSchemePatch& patch) {
    ContactScheme scheme = before;
    if (patch.fields) scheme.fields = *patch.fields;
    if (patch.tags) {
        scheme.tags.clear();
        for (const TagPut& put : *patch.tags) scheme.tags.push_back({put.id, put.name, put.colour});
    }
    CHECKED(check_scheme(scheme, before));
    if (patch.tags) CHECKED(check_ids(before, *patch.tags));
    for (Tag& tag : scheme.tags) {
        if (tag.id.is_nil()) tag.id = turn.make<TagId>();
    }
    return scheme;
}

}  // namespace

Task<Result<ContactScheme>> get_contact_scheme(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::contacts_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<ContactScheme(const Floor&)> look = [](const Floor& floor) {
        return floor.rules->sources().scheme;
    };
    co_return co_await owner->peek<ContactScheme>(std::move(look));
}

Task<Result<ContactScheme>> update_contact_scheme(App& app, const Staff& staff,
                                                  ContactSchemePatch patch,
                                                  Expected<ContactScheme> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<ContactScheme>(Floor&, Turn&, const Agent&)> decide =
        [patch, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<ContactScheme> {
        RuleSources sources = floor.rules->sources();
        CHECKED(still(expected, sources.scheme));
        TRY(ContactScheme scheme, patched(turn, sources.scheme, patch));
        sources.scheme = scheme;
        CHECKED(floor.adopt(std::move(sources)));
        turn.put(scheme);
        turn.append(EventType::contact_scheme_updated, Actor::of(by), Visibility::staff);
        return scheme;
    };
    co_return co_await change<ContactScheme>(app, staff, Permission::settings_write,
                                             std::move(decide));
}

}  // namespace parley::app
