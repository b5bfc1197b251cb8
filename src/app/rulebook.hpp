// The workspace's rules, ready to be asked: judged and compiled whenever one of them, or something
// they speak of, is changed.
//
// A value that never changes: the floor holds the one of now, and a change makes another. So it may
// be asked from any thread. What a new one cannot compile says `broken`; a change that would break
// what was sound is refused (replaces()).
//
// Start at RuleSources, which is what is stored.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time_zone.hpp"
#include "ports/repository.hpp"
#include "rules/entry.hpp"
#include "rules/segment.hpp"

namespace parley::app {

struct NamedCalendar {
    CalendarId id;
    std::string name;
    rules::CalendarTerms terms;
    Instant created_at;
};

struct RuleSources {
    std::string zone;  // The workspace's.
    ContactScheme scheme;
    std::vector<NamedCalendar> calendars;
    rules::PriorityRules priority;
    rules::EntryRules entry;
    rules::Segments segments;
};

// As stored. A list or calendar that does not read back is left out, and logged.
RuleSources sources_of(const FloorRows& rows);
std::string to_json(const rules::PriorityRules& rules);
std::string to_json(const rules::EntryRules& rules);
std::string to_json(const rules::Segments& segments);

class Rulebook {
public:
    Rulebook(RuleSources sources, TimeZones& zones);

    const RuleSources& sources() const { return sources_; }
    const rules::Catalogue& catalogue() const { return catalogue_; }
    // The workspace's; UTC where the system does not know it.
    const std::shared_ptr<const TimeZone>& zone() const { return zone_; }
    // Null: there is none of that id.
    std::shared_ptr<const rules::Calendar> calendar(CalendarId id) const;

    using Programs = std::vector<std::optional<rules::Program>>;
    const Programs& priority() const { return priority_; }
    const Programs& entry() const { return entry_; }
    const Programs& segments() const { return segments_; }

    // The first fault of what could not be compiled, with a JSON pointer into its list.
    struct Fault {
        RuleListKind list{};
        Error error;
    };
    const std::vector<Fault>& faults() const { return faults_; }

    Result<rules::Program> compile(const rules::Condition& condition) const;

private:
    class Surroundings;
    void compile_all();

    RuleSources sources_;
    TimeZones* zones_;
    std::shared_ptr<const TimeZone> zone_;
    rules::Catalogue catalogue_;
    std::map<CalendarId, std::shared_ptr<const rules::Calendar>> calendars_;
    Programs priority_;
    Programs entry_;
    Programs segments_;
    std::vector<Fault> faults_;
};

// Whether `next` may take the place of `now`: refuses the first fault of `changed`, and conflict
// "in_use" where another list has faults that it had not, because they speak of what is gone.
Result<> replaces(const Rulebook& now, const Rulebook& next, std::optional<RuleListKind> changed);

}  // namespace parley::app
