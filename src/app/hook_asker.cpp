#include "app/hook_asker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "app/webhook_outcome.hpp"
#include "app/webhook_signature.hpp"
#include "base/log.hpp"

namespace parley::app {
namespace {

constexpr std::string_view hook_asked_name = "parley_routing_hook_total";
constexpr std::string_view hook_asked_help = "Questions to the routing hook";

Duration time_since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - began);
}

HookOutcome hook_outcome_of(const OutboundAnswer& answer, Duration took, Duration within) {
    const bool is_late = answer.failure == SendFailure::timed_out;
    if (is_late || (!answer.is_whole && answer.status != 0 && took >= within))
        return HookOutcome::timed_out;
    if (answer.failure != SendFailure::none) return HookOutcome::unreachable;
    if (answer.status < 200 || answer.status > 299) return HookOutcome::bad_status;
    return answer.is_whole && answer.body.size() <= RoutingHook::answer_max
               ? HookOutcome::answered
               : HookOutcome::too_large;
}

}  // namespace

HookAsker::HookAsker(App& app, Outbound& outbound, const Seal& seal, HookTexts texts,
                     Metrics& metrics, boost::asio::any_io_executor executor)
    : app_(app),
      outbound_(outbound),
      seal_(seal),
      texts_(std::move(texts)),
      answered_(metrics.counter(hook_asked_name, hook_asked_help, "outcome=\"answered\"")),
      failed_(metrics.counter(hook_asked_name, hook_asked_help, "outcome=\"failed\"")),
      seconds_(metrics.histogram("parley_routing_hook_seconds",
                                 "From a question to the routing hook to its answer")),
      executor_(std::move(executor)) {}

void HookAsker::ask(HookQuestion question) {
    boost::asio::post(executor_, [this, question = std::move(question)]() mutable {
        if (stopped_ || under_way_ >= under_way_max) return;
        boost::asio::co_spawn(executor_, answer(std::move(question)), boost::asio::detached);
    });
}

Task<> HookAsker::answer(HookQuestion question) {
    const HookExchange exchange = co_await talk(question);
    const bool is_answered = exchange.reply.outcome == HookOutcome::answered;
    (is_answered ? answered_ : failed_).add();
    seconds_.observe(std::chrono::duration<double>(exchange.reply.took).count());
    tell(question, exchange.reply);
}

Task<HookExchange> HookAsker::exchange(HookQuestion question) {
    auto talking = talk(std::move(question));
    co_return co_await boost::asio::co_spawn(executor_, std::move(talking),
                                             boost::asio::use_awaitable);
}

void HookAsker::tell(const HookQuestion& question, const HookReply& reply) {
    const auto owner = app_.workspaces.find(question.workspace);
    if (!owner) return;
    owner->submit(
        [session = question.session->session.id, id = question.id, reply](Floor& floor,
                                                                          Turn& turn) -> Result<> {
            take_reply(floor, turn, session, id, reply);
            return {};
        },
        [](const Result<>&) {});
}

Task<HookExchange> HookAsker::talk(HookQuestion question) {
    HookExchange exchange;
    exchange.request = texts_.question(question);
    const std::int64_t seconds = to_ms(app_.clock.now()) / 1'000;
    const std::string id = question.id.text();
    const auto secret = seal_.open(question.hook.secret);
    const auto signature =
        secret ? webhook_signature({*secret}, id, seconds, exchange.request) : std::nullopt;
    if (!signature) {
        exchange.reply.outcome = HookOutcome::secret_lost;
        co_return exchange;
    }
    OutboundRequest request;
    request.url = question.hook.url;
    request.headers = {{"webhook-id", id},
                       {"webhook-timestamp", std::to_string(seconds)},
                       {"webhook-signature", *signature}};
    request.body = exchange.request;
    request.within = std::chrono::milliseconds(question.hook.timeout_ms);
    const Duration within = request.within;
    const auto began = std::chrono::steady_clock::now();
    ++under_way_;
    const OutboundAnswer answer = co_await outbound_.post(std::move(request));
    --under_way_;
    exchange.reply.took = time_since(began);
    exchange.reply.outcome = hook_outcome_of(answer, exchange.reply.took, within);
    exchange.status = answer.status;
    exchange.failure = answer.failure;
    exchange.answer = shown_answer(answer.body);
    if (exchange.reply.outcome == HookOutcome::answered) {
        if (auto advice = texts_.advice(answer.body)) {
            exchange.reply.advice = std::move(*advice);
        } else {
            exchange.reply.outcome = HookOutcome::bad_answer;
            exchange.wrong = advice.error().reason;
            if (!advice.error().field.empty()) exchange.wrong += " " + advice.error().field;
        }
    }
    end_if_done();
    co_return exchange;
}

void HookAsker::stop() {
    auto ended = ended_.get_future();
    boost::asio::post(executor_, [this] {
        stopped_ = true;
        end_if_done();
    });
    ended.wait();
}

void HookAsker::end_if_done() {
    if (!stopped_ || under_way_ > 0 || has_ended_) return;
    has_ended_ = true;
    ended_.set_value();
}

}  // namespace parley::app
