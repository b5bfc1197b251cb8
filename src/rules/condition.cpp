#include "rules/condition.hpp"

namespace parley::rules {

bool All::operator==(const All& other) const { return parts == other.parts; }
bool Any::operator==(const Any& other) const { return parts == other.parts; }
bool Not::operator==(const Not& other) const { return part == other.part; }

const std::vector<Condition>& parts_of(const Condition& condition) {
    static const std::vector<Condition> none;
    if (const auto* all = std::get_if<All>(&condition.node)) return all->parts;
    if (const auto* any = std::get_if<Any>(&condition.node)) return any->parts;
    if (const auto* negated = std::get_if<Not>(&condition.node)) return negated->part;
    return none;
}

bool is_test(const Condition& condition) { return condition.node.index() > 2; }

Condition all_of(std::vector<Condition> parts) { return {All{std::move(parts)}}; }
Condition any_of(std::vector<Condition> parts) { return {Any{std::move(parts)}}; }

Condition not_of(Condition part) {
    Not negated;
    negated.part.push_back(std::move(part));
    return {std::move(negated)};
}

}  // namespace parley::rules
