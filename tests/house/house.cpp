#include "house/house.hpp"

#include <thread>

#include "app/reconcile.hpp"
#include "base/secret.hpp"

namespace parley::house {

void Recorder::publish(std::shared_ptr<const Committed> committed) {
    const std::scoped_lock lock(mutex_);
    for (const Published& published : committed->events) events_.push_back(published.event);
}

std::vector<Event> Recorder::events() const {
    const std::scoped_lock lock(mutex_);
    return events_;
}

House::House(std::function<std::unique_ptr<Store>(std::unique_ptr<Store>)> wrap)
    : wrap_(std::move(wrap)) {
    init_secrets();
    open();
    app::NewWorkspace company{"Tea", "en", "UTC", "Ada", "ada@tea.test", "long enough", false};
    administrator = expect(wait_for(app::set_up(app(), company, {}))).staff;
    app::QueuePatch body;
    body.name = "sales";
    body.offer_seconds = 20;
    body.share = 50;
    queue = expect(wait_for(app::create_queue(app(), administrator, body)));
    ann = agent("Ann");
    bob = agent("Bob");
    app::InboxPatch shop;
    shop.name = "shop";
    shop.queue = queue.id;
    inbox = expect(wait_for(app::create_inbox(app(), administrator, shop)));
}

House::~House() { core_.reset(); }

void House::open() {
    CoreOptions options;
    options.data_dir = dir_.path();
    options.database_url = dir_.database_url();
    options.wrap_store = wrap_;
    core_ = std::make_unique<Core>(options, clock, rng, &recorder);
}

void House::restart() {
    core_.reset();
    open();
}

app::Staff House::agent(const char* name) {
    app::AgentPatch body;
    body.name = name;
    body.email = std::string(name) + "@tea.test";
    body.password = "long enough";
    body.queues = std::vector<QueueId>{queue.id};
    app::Staff staff = administrator;
    staff.agent = expect(wait_for(app::create_agent(app(), administrator, body)));
    return staff;
}

app::Visitor House::visitor() {
    const auto credential = expect(wait_for(app::create_visitor(app(), inbox.public_key, {})));
    return expect(
        wait_for(app::authenticate_visitor(app(), credential.visitor_id, credential.secret)));
}

app::MessageAnswer House::say(const app::Visitor& visitor, std::string text, std::string id) {
    app::NewMessage message;
    message.client_msg_id = id.empty() ? "m" + std::to_string(++messages_) : std::move(id);
    message.text = std::move(text);
    return expect(wait_for(app::post_as_visitor(app(), visitor, message)));
}

app::MessageAnswer House::reply(const app::Staff& staff, const app::Visitor& visitor,
                                std::string text) {
    app::NewMessage message;
    message.client_msg_id = "m" + std::to_string(++messages_);
    message.text = std::move(text);
    return expect(wait_for(app::post_as_staff(app(), staff, visitor.conversation, message)));
}

void House::ready(const app::Staff& staff) {
    app::agent_connected(app(), staff.workspace, staff.agent.id);
    expect(wait_for(app::set_own_presence(app(), staff, Presence::ready, "")));
}

void House::pass(Duration by) {
    clock.advance(by);
    std::function<Result<bool>(app::Floor&, app::Turn&)> look = [](app::Floor& floor,
                                                                   app::Turn& turn) {
        return Result<bool>(app::repairs_are_due(floor, turn.now));
    };
    expect(wait_for(owner().run<bool>(std::move(look))));  // As its timer does.
    owner().tick();
    std::function<Result<bool>(app::Floor&, app::Turn&)> nothing = [](app::Floor&, app::Turn&) {
        return Result<bool>(true);
    };
    expect(wait_for(owner().run<bool>(std::move(nothing))));  // Behind the tick, after its commit.
}

std::optional<WorkItem> House::work_item(SessionId session) {
    const auto view = stored(session);
    return view ? view->work_item : std::nullopt;
}

std::optional<SessionView> House::stored(SessionId session) {
    auto look = [session](Repository& repository) { return repository.session(session); };
    return wait_for(app::read(app(), administrator.workspace, look));
}

std::vector<Event> House::stored_events() {
    auto look = [](Repository& repository) { return repository.events(0, 100'000, {}); };
    return wait_for(app::read(app(), administrator.workspace, look));
}

app::Staff House::accept(SessionId session) {
    const auto item = work_item(session);
    if (!item || item->state != WorkItemState::offered)
        throw std::logic_error("nothing is offered");
    const app::Staff& staff = item->agent == ann.agent.id ? ann : bob;
    expect(wait_for(app::accept_offer(app(), staff, session, item->offer)));
    return staff;
}

void House::settle_search() {
    core_->search().wake(administrator.workspace);
    while (!core_->search().is_idle(administrator.workspace))
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace parley::house
