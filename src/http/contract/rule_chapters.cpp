// Rules: who goes first, and where a session goes.
#include "http/contract/chapters.hpp"
#include "http/wire/rules.hpp"

namespace parley::http {
namespace {

constexpr Operation rules_operations[] = {
    {.call = "GET /api/v1/condition-catalogue",
     .id = "get_condition_catalogue",
     .summary = "What conditions may ask about: facts and what happened to a contact.",
     .gives = one<wire::ConditionCatalogue>,
     .scope = KeyScope::settings_read,
     .more = "The fields of contacts are among the facts."},
    {.call = "POST /api/v1/condition-words",
     .id = "say_condition",
     .summary = "Judges a condition, and says it in English and Chinese.",
     .takes = one<wire::ConditionBody>,
     .gives = one<wire::Said>,
     .refuses = "400 unknown_field condition_too_deep condition_too_large condition_too_costly "
                "empty_condition unknown_fact unknown_happening unknown_attribute "
                "wrong_comparison empty_text text_too_long bad_utf8 control_character "
                "too_many_texts unknown_time_zone unknown_calendar",
     .scope = KeyScope::settings_read},
    {.call = "GET /api/v1/priority-rules",
     .id = "get_priority_rules",
     .summary = "Which sessions go before others, and by how many seconds.",
     .gives = one<wire::PriorityRules>,
     .scope = KeyScope::settings_read,
     .more = "`said` says each rule's condition in words, in the order of the rules."},
    {.call = "PATCH /api/v1/priority-rules",
     .id = "update_priority_rules",
     .summary = "Changes the priority rules; `rules` replaces the list whole.",
     .takes = one<wire::PriorityRulesPatch>,
     .gives = one<wire::PriorityRules>,
     .refuses = "400 name_too_long control_character unknown_field condition_too_deep "
                "condition_too_large condition_too_costly empty_condition unknown_fact "
                "unknown_happening unknown_attribute wrong_comparison empty_text text_too_long "
                "bad_utf8 too_many_texts unknown_time_zone unknown_calendar 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true,
     .more = "A session is asked once, when it enters its queue; those that wait keep what they "
             "were given."},
    {.call = "POST /api/v1/priority-rules/try",
     .id = "try_priority_rules",
     .summary = "What the rules would give a contact who came now, and why.",
     .takes = one<wire::PriorityTrialBody>,
     .gives = one<wire::PriorityTrial>,
     .refuses = "400 name_too_long control_character unknown_field condition_too_deep "
                "condition_too_large condition_too_costly empty_condition unknown_fact "
                "unknown_happening unknown_attribute wrong_comparison empty_text text_too_long "
                "bad_utf8 too_many_texts unknown_time_zone unknown_calendar "
                "404 contact_not_found inbox_not_found queue_not_found 429 too_many",
     .needs = Permission::settings_read,
     .scope = KeyScope::settings_read,
     .more = "With `rules` or `seconds_max` these are tried in place of what is stored; nothing is "
             "changed."},
    {.call = "GET /api/v1/entry-rules",
     .id = "get_entry_rules",
     .summary = "Where sessions go that begin: the first rule that holds decides.",
     .gives = one<wire::EntryRules>,
     .scope = KeyScope::settings_read,
     .more = "Where none holds it is the queue of the inbox."},
    {.call = "PATCH /api/v1/entry-rules",
     .id = "update_entry_rules",
     .summary = "Replaces the entry rules.",
     .takes = one<wire::EntryRulesPatch>,
     .gives = one<wire::EntryRules>,
     .refuses = "400 name_too_long control_character entry_target unknown_field "
                "condition_too_deep condition_too_large condition_too_costly empty_condition "
                "unknown_fact unknown_happening unknown_attribute wrong_comparison empty_text "
                "text_too_long bad_utf8 too_many_texts unknown_time_zone unknown_calendar "
                "404 queue_not_found agent_not_found 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true},
    {.call = "POST /api/v1/entry-rules/try",
     .id = "try_entry_rules",
     .summary = "Where the rules would send a contact who came now, and why.",
     .takes = one<wire::EntryTrialBody>,
     .gives = one<wire::EntryTrial>,
     .refuses = "400 name_too_long control_character entry_target unknown_field "
                "condition_too_deep condition_too_large condition_too_costly empty_condition "
                "unknown_fact unknown_happening unknown_attribute wrong_comparison empty_text "
                "text_too_long bad_utf8 too_many_texts unknown_time_zone unknown_calendar "
                "404 contact_not_found inbox_not_found queue_not_found agent_not_found "
                "429 too_many",
     .needs = Permission::settings_read,
     .scope = KeyScope::settings_read,
     .more = "`taken` is the place of the rule that decides, null the fallback."},
};

}  // namespace

Chapter rules_chapter() {
    return {"Rules", "Conditions, who goes first, and where a session goes.", rules_operations};
}

}  // namespace parley::http
