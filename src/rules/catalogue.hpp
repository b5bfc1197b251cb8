// The facts that conditions may name, with their types and their words; and what may have happened.
//
// A workspace's catalogue is the standard one and the fields it gave its contacts
// ("contact.field.plan"). Places of facts are stable within one catalogue: values are kept by them
// (facts.hpp). The texts are data, in catalogue_words.cpp.
// Bounds: `fields_max` fields.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "rules/condition.hpp"

namespace parley::rules {

enum class FactType { text, number, yes_no, text_set, moment, duration };
BOOST_DESCRIBE_ENUM(FactType, text, number, yes_no, text_set, moment, duration)

struct Bilingual {
    std::string en;
    std::string zh;
};

struct FactEntry {
    std::string name;  // "contact.vip_level"
    FactType type = FactType::text;
    Bilingual words;    // As in a sentence: "the VIP level", 「VIP 等级」. Of yes/no: a predicate.
    Bilingual meaning;  // One sentence for who writes a rule.
};

struct HappeningEntry {
    std::string name;  // "queue_failed"
    Bilingual words;   // "failed in a queue", 「排队失败」
    Bilingual meaning;
    // What it may be limited by: "queue" is the fact "session.queue".
    std::vector<std::string> attributes;
};

class Catalogue {
public:
    static constexpr std::size_t fields_max = 200;

    // The standard one.
    Catalogue();
    // With the fields of a workspace; a name is "contact.field." and letters, digits, underscores.
    // Refuses bad_fact_name (invalid) and over_limit "too_many_facts".
    static Result<Catalogue> with_fields(std::vector<FactEntry> fields);

    std::span<const FactEntry> facts() const { return facts_; }
    std::optional<std::size_t> place_of(std::string_view fact) const;

private:
    std::vector<FactEntry> facts_;
    std::vector<std::size_t> by_name_;  // Places, by the names of their facts.
};

std::span<const HappeningEntry> happenings();
const HappeningEntry* happening_named(std::string_view name);  // Null: there is none.

// The fact whose value now an attribute is compared with.
std::string fact_of_attribute(std::string_view attribute);

}  // namespace parley::rules
