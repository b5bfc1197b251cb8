// Trials of rules: what a list would say of a contact who came now. Declared in rule_lists.hpp.
#include "app/asked.hpp"
#include "app/histories.hpp"
#include "app/rule_lists.hpp"

namespace parley::app {
namespace {

// Of the contact, as stored.
struct Person {
    Contact contact;
    std::string counts;
    InboxId last_inbox;
    bool was_served = false;
};

std::optional<Person> person_in(Repository& repository, ContactId id) {
    auto contact = repository.contact(id);
    if (!contact) return std::nullopt;
    Person person{std::move(*contact), {}, {}, false};
    if (auto history = repository.history(id)) person.counts = std::move(history->counts);
    for (const SessionView& view : repository.sessions_of(id, 1)) {
        person.last_inbox = view.session.inbox;
        person.was_served = !view.session.agent.is_nil();
    }
    return person;
}

// One who comes now: the visit they would make counts already.
struct Coming {
    const Floor& floor;
    const Rulebook& book;
    const Inbox& inbox;
    rules::History history;
    std::string medium;
    AskedSession session;
    Instant now;

    rules::Facts facts(const Person& person) const {
        return facts_of(book, person.contact, history, &session, now);
    }
};

Result<Coming> coming(const Floor& floor, const Rulebook& book, const Person& person,
                      const TrialOf& of, Instant now) {
    const Inbox* inbox = floor.inbox(of.inbox ? of.inbox : person.last_inbox);
    if (inbox == nullptr) return refuse(Code::not_found, "inbox_not_found", {}, "/inbox_id");
    if (of.queue && floor.queue(of.queue) == nullptr)
        return refuse(Code::not_found, "queue_not_found", {}, "/queue_id");
    Coming one{floor,
               book,
               *inbox,
               with_visit(*history_in(person.counts), *inbox, now),
               floor.medium_of(*inbox),
               {},
               now};
    one.session.inbox = inbox->id;
    one.session.channel = inbox->channel;
    one.session.medium = one.medium;
    one.session.queue = of.queue;
    one.session.waiting_since = now;
    one.session.is_newcomer = !person.was_served && one.history.counter("served") == nullptr;
    return one;
}

template <class Rule>
RuleTrial trial_of(const Coming& one, const Rule& rule,
                   const std::optional<rules::Program>& program, const rules::Given& given) {
    RuleTrial trial;
    trial.name = rule.name;
    trial.active = rule.active;
    if (!program) return trial;
    trial.holds = program->evaluate(given).holds;
    trial.tests = tried(one.floor, rule.when, *program, given);
    return trial;
}

// Whatever a trial asks: the contact from the store, the rules from the floor.
template <class T>
using Judge = std::function<Result<T>(const Floor&, const Person&, Instant)>;

template <class T>
Task<Result<T>> try_on(App& app, const Staff& staff, ContactId id, Judge<T> judge) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_CHECKED(require(staff.agent, Permission::settings_read));
    auto look = [id](Repository& repository) { return person_in(repository, id); };
    auto person = co_await read(app, staff.workspace, std::move(look));
    if (!person) co_return refuse(Code::not_found, "contact_not_found", {}, "/contact_id");
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<T>(const Floor&)> asked = [judge, person = std::move(*person),
                                                    now = app.clock.now()](const Floor& floor) {
        return judge(floor, person, now);
    };
    CO_TRY(auto answer, co_await owner->template peek<Result<T>>(std::move(asked)));
    co_return answer;
}

}  // namespace

Task<Result<PriorityTrial>> try_priority_rules(App& app, const Staff& staff, TrialOf of,
                                               PriorityPatch draft) {
    Judge<PriorityTrial> judge = [of, draft](const Floor& floor, const Person& person,
                                             Instant now) -> Result<PriorityTrial> {
        RuleSources sources = floor.rules->sources();
        if (draft.seconds_max) sources.priority.seconds_max = *draft.seconds_max;
        if (draft.rules) sources.priority.rules = *draft.rules;
        TRY(const auto book, floor.supposed(std::move(sources), RuleListKind::priority));
        TRY(Coming one, coming(floor, *book, person, of, now));
        if (!one.session.queue) {
            const rules::Facts entering = one.facts(person);
            one.session.queue =
                entry_of(floor, *book, one.inbox, {entering, one.history, now}).queue;
        }
        const rules::Facts facts = one.facts(person);
        const rules::Given given{facts, one.history, now};
        const rules::PriorityRules& rules = book->sources().priority;
        const auto start = rules::head_start(rules, book->priority(), book->catalogue(), given);
        PriorityTrial trial{start.seconds, start.is_bounded, {}};
        for (std::size_t at = 0; at < rules.rules.size(); ++at)
            trial.rules.push_back(trial_of(one, rules.rules[at], book->priority()[at], given));
        for (const rules::Worth& worth : start.worths)
            trial.rules[worth.rule].seconds = worth.seconds;
        return trial;
    };
    co_return co_await try_on<PriorityTrial>(app, staff, of.contact, std::move(judge));
}

Task<Result<EntryTrial>> try_entry_rules(App& app, const Staff& staff, TrialOf of,
                                         std::optional<std::vector<rules::EntryRule>> draft) {
    Judge<EntryTrial> judge = [of, draft](const Floor& floor, const Person& person,
                                          Instant now) -> Result<EntryTrial> {
        RuleSources sources = floor.rules->sources();
        if (draft) sources.entry.rules = *draft;
        TRY(const auto book, floor.supposed(std::move(sources), RuleListKind::entry));
        TRY(const Coming one, coming(floor, *book, person, of, now));
        const rules::Facts facts = one.facts(person);
        const rules::Given given{facts, one.history, now};
        const Entry entry = entry_of(floor, *book, one.inbox, given);
        EntryTrial trial{entry.rule, entry.queue, entry.agent, {}};
        const auto& rules = book->sources().entry.rules;
        for (std::size_t at = 0; at < rules.size(); ++at)
            trial.rules.push_back(trial_of(one, rules[at], book->entry()[at], given));
        return trial;
    };
    co_return co_await try_on<EntryTrial>(app, staff, of.contact, std::move(judge));
}

}  // namespace parley::app
