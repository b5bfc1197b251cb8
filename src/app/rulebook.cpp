#include "app/rulebook.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "base/log.hpp"
#include "codec/calendar.hpp"
#include "codec/condition.hpp"

namespace parley::app {
namespace {

template <class T>
void take_list(T& into, const RuleList& stored) {
    auto read = codec::from_json<T>(stored.rules);
    if (read)
        into = std::move(*read);
    else
        log_error("rules_not_read",
                  {{"list", std::string(name_of(stored.kind))}, {"reason", read.error().reason}});
}

rules::FactEntry fact_of(const ContactField& field) {
    rules::FactEntry entry;
    entry.name = "contact.field." + field.key;
    switch (field.kind) {
        case FieldKind::text:
        case FieldKind::choice: entry.type = rules::FactType::text; break;
        case FieldKind::number: entry.type = rules::FactType::number; break;
        case FieldKind::date: entry.type = rules::FactType::moment; break;
        case FieldKind::yes_no: entry.type = rules::FactType::yes_no; break;
    }
    entry.words = {field.name, field.name};
    return entry;
}

rules::Catalogue catalogue_of(const ContactScheme& scheme) {
    std::vector<rules::FactEntry> fields;
    for (const ContactField& field : scheme.fields) fields.push_back(fact_of(field));
    auto made = rules::Catalogue::with_fields(std::move(fields));
    return made ? std::move(*made) : rules::Catalogue();
}

std::size_t faults_in(const Rulebook& book, RuleListKind list) {
    return static_cast<std::size_t>(
        std::ranges::count(book.faults(), list, &Rulebook::Fault::list));
}

}  // namespace

RuleSources sources_of(const FloorRows& rows) {
    RuleSources sources;
    sources.zone = rows.workspace.time_zone;
    sources.scheme = rows.contact_scheme;
    for (const CalendarRow& row : rows.calendars) {
        auto terms = codec::calendar_from_json(row.terms);
        if (!terms) {
            log_error("calendar_not_read",
                      {{"calendar", row.id.text()}, {"reason", terms.error().reason}});
            continue;
        }
        sources.calendars.push_back({row.id, row.name, std::move(*terms), row.created_at});
    }
    for (const RuleList& list : rows.rule_lists) {
        switch (list.kind) {
            case RuleListKind::priority: take_list(sources.priority, list); break;
            case RuleListKind::entry: take_list(sources.entry, list); break;
            case RuleListKind::segments: take_list(sources.segments, list); break;
        }
    }
    return sources;
}

std::string to_json(const rules::PriorityRules& rules) { return codec::to_json(rules); }
std::string to_json(const rules::EntryRules& rules) { return codec::to_json(rules); }
std::string to_json(const rules::Segments& segments) { return codec::to_json(segments); }

class Rulebook::Surroundings final : public rules::Surroundings {
public:
    explicit Surroundings(const Rulebook& book) : book_(book) {}

    std::shared_ptr<const TimeZone> zone(std::string_view name) override {
        return name.empty() ? book_.zone_ : book_.zones_->zone(name);
    }
    std::shared_ptr<const rules::Calendar> calendar(std::string_view id) override {
        const auto parsed = CalendarId::parse(id);
        return parsed ? book_.calendar(*parsed) : nullptr;
    }

private:
    const Rulebook& book_;
};

Rulebook::Rulebook(RuleSources sources, TimeZones& zones)
    : sources_(std::move(sources)),
      zones_(&zones),
      zone_(zones.zone(sources_.zone)),
      catalogue_(catalogue_of(sources_.scheme)) {
    if (!zone_) zone_ = TimeZone::utc();
    for (const NamedCalendar& calendar : sources_.calendars) {
        auto zone = calendar.terms.zone.empty() ? zone_ : zones.zone(calendar.terms.zone);
        if (!zone) zone = zone_;
        auto made = rules::Calendar::make(calendar.terms, std::move(zone));
        if (made)
            calendars_.emplace(calendar.id,
                               std::make_shared<const rules::Calendar>(std::move(*made)));
    }
    compile_all();
}

std::shared_ptr<const rules::Calendar> Rulebook::calendar(CalendarId id) const {
    const auto found = calendars_.find(id);
    return found == calendars_.end() ? nullptr : found->second;
}

Result<rules::Program> Rulebook::compile(const rules::Condition& condition) const {
    Surroundings surroundings(*this);
    return rules::Program::compile(condition, catalogue_, surroundings);
}

void Rulebook::compile_all() {
    const auto fill = [&](RuleListKind kind, const auto& rules, std::string_view list,
                          Programs& programs, const Result<>& judged) {
        if (!judged) faults_.push_back({kind, judged.error()});
        for (std::size_t at = 0; at < rules.size(); ++at) {
            auto program = compile(rules[at].when);
            if (program) {
                programs.push_back(std::move(*program));
                continue;
            }
            programs.emplace_back();
            Error error = std::move(program).error();
            error.field =
                "/" + std::string(list) + "/" + std::to_string(at) + "/when" + error.field;
            faults_.push_back({kind, std::move(error)});
        }
    };
    fill(RuleListKind::priority, sources_.priority.rules, "rules", priority_,
         rules::check(sources_.priority, catalogue_));
    fill(RuleListKind::entry, sources_.entry.rules, "rules", entry_, rules::check(sources_.entry));
    fill(RuleListKind::segments, sources_.segments.segments, "segments", segments_,
         rules::check(sources_.segments));
}

Result<> replaces(const Rulebook& now, const Rulebook& next, std::optional<RuleListKind> changed) {
    for (const Rulebook::Fault& fault : next.faults()) {
        if (fault.list == changed) return std::unexpected(fault.error);
    }
    for (const RuleListKind list :
         {RuleListKind::priority, RuleListKind::entry, RuleListKind::segments}) {
        if (list != changed && faults_in(next, list) > faults_in(now, list))
            return refuse(Code::conflict, "in_use", "a rule asks about it");
    }
    return {};
}

}  // namespace parley::app
