// What nodes say to each other about one workspace: questions to its owner, and who is connected
// where.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/describe/class.hpp>

#include "app/presence.hpp"
#include "base/log.hpp"
#include "codec/json.hpp"
#include "main/node.hpp"

namespace parley {
namespace {

struct QuestionHead {
    std::string kind;
    WorkspaceId workspace_id;
};
BOOST_DESCRIBE_STRUCT(QuestionHead, (), (kind, workspace_id))

struct AttendanceNews {
    std::string node;
    WorkspaceId workspace_id;
    std::vector<AgentId> agent_ids;
};
BOOST_DESCRIBE_STRUCT(AttendanceNews, (), (node, workspace_id, agent_ids))

}  // namespace

void Node::answer(std::string kind, boost::asio::any_io_executor executor, Answer answer) {
    answerers_.emplace(std::move(kind), Answerer{std::move(executor), std::move(answer)});
}

std::string Node::owner_node(WorkspaceId workspace) {
    const std::scoped_lock lock(mutex_);
    const auto found = owners_.find(workspace);
    return found == owners_.end() ? std::string() : found->second;
}

Task<Result<std::string>> Node::ask_owner(WorkspaceId workspace, std::string kind,
                                          std::string question) {
    if (question.size() > question_max) co_return refuse(Code::over_limit, "body_too_large");
    const std::string node = owner_node(workspace);
    if (node.empty() || node == options_.id) co_return refuse(Code::unavailable, "try_again");
    const QuestionHead head{std::move(kind), workspace};
    auto start = [this, workspace, node,
                  text = codec::to_json(head) + '\n' + question](auto complete) {
        std::string token;
        {
            const std::scoped_lock lock(mutex_);
            token = std::to_string(++tokens_);
            Completion completion = [complete](Result<std::string> answer) {
                complete([&] { return std::move(answer); });
            };
            asked_[token] =
                Asked{std::move(completion), clock_.now() + answer_within, workspace, node};
        }
        nats_.publish_asking(subject_of(node), token, text);
    };
    co_return co_await app::completed_by<Result<std::string>>(std::move(start));
}

void Node::hear_question(const Nats::Message& message) {
    const std::size_t end = std::min(message.data.find('\n'), message.data.size());
    const auto head = codec::from_json<QuestionHead>(message.data.substr(0, end));
    const auto answerer = head ? answerers_.find(head->kind) : answerers_.end();
    std::string reply_to(message.reply_to);
    const bool is_ours = head && workspaces_.find(head->workspace_id) != nullptr;
    if (!is_ours || answerer == answerers_.end()) return nats_.publish(reply_to, "-");
    std::string question(message.data.substr(std::min(end + 1, message.data.size())));
    auto run = [this, reply_to, workspace = head->workspace_id, question,
                answer = answerer->second.answer]() -> Task<> {
        try {
            const std::string text = co_await answer(workspace, question);
            nats_.publish(reply_to, "+" + text);
        } catch (const std::exception& error) {
            log_error("question_broken", {{"why", error.what()}});
            nats_.publish(reply_to, "-");
        }
    };
    boost::asio::co_spawn(answerer->second.executor, std::move(run), boost::asio::detached);
}

// Also those to a former owner, who may be silent: the new one can be asked at once.
void Node::expire_questions() {
    const Instant now = clock_.now();
    std::vector<Completion> late;
    {
        const std::scoped_lock lock(mutex_);
        for (auto at = asked_.begin(); at != asked_.end();) {
            const auto owner = owners_.find(at->second.workspace);
            const bool still_owns = owner != owners_.end() && owner->second == at->second.node;
            if (still_owns && at->second.expires > now) {
                ++at;
                continue;
            }
            late.push_back(std::move(at->second.complete));
            at = asked_.erase(at);
        }
    }
    for (const Completion& complete : late) complete(refuse(Code::unavailable, "try_again"));
}

void Node::attendance_changed(WorkspaceId) {
    const std::scoped_lock lock(mutex_);
    wake_ = true;
    woken_.notify_one();
}

void Node::tell_attendance() {
    for (const auto& [workspace, agents] : workspaces_.attendees()) {
        if (ours_.contains(workspace)) continue;
        AttendanceNews news{options_.id, workspace, {}};
        for (const auto& [agent, connections] : agents) news.agent_ids.push_back(agent);
        nats_.publish(options_.group + ".attendance", codec::to_json(news));
    }
}

void Node::hear_attendance(std::string_view text) {
    const auto news = codec::from_json<AttendanceNews>(text);
    if (!news || news->node == options_.id) return;
    const auto owner = workspaces_.find(news->workspace_id);
    if (!owner) return;
    const std::set<AgentId> now_there(news->agent_ids.begin(), news->agent_ids.end());
    const std::scoped_lock lock(mutex_);
    Elsewhere& known = elsewhere_[{news->workspace_id, news->node}];
    for (const AgentId agent : now_there) {
        if (!known.agents.contains(agent)) app::tell_connected(*owner, agent);
    }
    for (const AgentId agent : known.agents) {
        if (!now_there.contains(agent)) app::tell_disconnected(*owner, agent, std::nullopt);
    }
    known.agents = now_there;
    known.told_at = clock_.now();
}

void Node::forget_silent_nodes() {
    const Instant now = clock_.now();
    const std::scoped_lock lock(mutex_);
    std::erase_if(elsewhere_, [&](const auto& entry) {
        const auto& [key, known] = entry;
        if (now - known.told_at < attendance_lasts) return false;
        const auto owner = workspaces_.find(key.first);
        for (const AgentId agent : known.agents) {
            if (owner) app::tell_disconnected(*owner, agent, std::nullopt);
        }
        return true;
    });
}

}  // namespace parley
