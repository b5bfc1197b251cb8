// Requests whose workspace is owned by another node: sent there whole, answered there, and the
// answer handed back, so that a client may ask any node.
#pragma once

#include <string>

#include "http/server/handler.hpp"
#include "ports/cluster.hpp"

namespace parley::http {

constexpr std::string_view request_question = "http";  // Of Cluster::ask_owner.

// Refuses as Cluster::ask_owner does. REQUIRES: the body is in memory.
Task<Result<Response>> forward(Cluster& cluster, WorkspaceId workspace, const Request& request);

// The other side: answers what another node was asked. Answers from disk are not for this way.
Task<std::string> answer_request(Handler& handler, std::string question);

}  // namespace parley::http
