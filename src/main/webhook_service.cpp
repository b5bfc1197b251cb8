#include "main/webhook_service.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "app/hook_asker.hpp"
#include "app/webhook_sender.hpp"
#include "base/thread_name.hpp"
#include "http/wire/routing_hook.hpp"
#include "http/wire/webhook.hpp"
#include "outbound/http_client.hpp"

namespace parley {
namespace {

outbound::ClientOptions client_options(const Config& config) {
    outbound::ClientOptions options;
    options.policy.allow_private = config.webhooks_private;
    options.policy.ports = config.webhook_ports;
    options.ca_file = config.webhook_ca.string();
    options.user_agent = "Parley/" PARLEY_VERSION " (webhooks)";
    return options;
}

app::WebhookTexts texts(const wire::FileLinks& links) {
    app::WebhookTexts texts;
    texts.event = [&links](WorkspaceId workspace, const Published& published) {
        return wire::webhook_text(workspace, published, wire::Links{links, workspace});
    };
    texts.test = wire::webhook_test_text;
    return texts;
}

app::HookTexts hook_texts(const wire::FileLinks& links) {
    app::HookTexts texts;
    texts.question = [&links](const app::HookQuestion& question) {
        return wire::routing_question_text(question, links);
    };
    texts.advice = wire::read_routing_advice;
    return texts;
}

}  // namespace

struct WebhookService::Parts {
    Parts(const Config& config, Core& core, const Seal& seal, const wire::FileLinks& links,
          Metrics& metrics)
        : client(client_options(config), resolver),
          sender(core.app(), client, seal, texts(links), metrics, context.get_executor()),
          tools{core.app(), client, seal,
                [this](WorkspaceId workspace) { sender.wake(workspace); }},
          asker(core.app(), client, seal, hook_texts(links), metrics, context.get_executor()),
          hook_tools{core.app(), client, seal, asker} {}

    boost::asio::io_context context{1};
    outbound::SystemResolver resolver;
    outbound::HttpClient client;
    app::WebhookSender sender;
    app::WebhookTools tools;
    app::HookAsker asker;
    app::HookTools hook_tools;
    std::thread thread;
};

WebhookService::WebhookService(const Config& config, Core& core, const Seal& seal,
                               const wire::FileLinks& links, Metrics& metrics)
    : core_(core), parts_(std::make_unique<Parts>(config, core, seal, links, metrics)) {
    core.webhooks().on_deliveries(parts_->tools.wake);
    core.hooks().listen(
        [&asker = parts_->asker](app::HookQuestion question) { asker.ask(std::move(question)); });
}

WebhookService::~WebhookService() {
    core_.webhooks().on_deliveries({});
    core_.hooks().listen({});
    stop();
}

void WebhookService::start() {
    parts_->thread = std::thread([this] {
        name_thread("webhooks");
        const auto work = boost::asio::make_work_guard(parts_->context);
        parts_->context.run();
    });
    parts_->sender.start();
}

void WebhookService::stop() {
    if (!parts_->thread.joinable()) return;
    parts_->sender.stop();  // The client, too.
    parts_->asker.stop();
    parts_->context.stop();
    parts_->thread.join();
}

const app::WebhookTools& WebhookService::tools() const { return parts_->tools; }

const app::HookTools& WebhookService::hook_tools() const { return parts_->hook_tools; }

}  // namespace parley
