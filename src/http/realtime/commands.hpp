// What a client's frame asks of its workspace, done where the workspace is owned: here, or on
// another node, which gets the frame with who sent it and gives back what the client is to be told.
#pragma once

#include <string>

#include "app/app.hpp"
#include "http/realtime/audience.hpp"
#include "http/wire/client_frame.hpp"
#include "http/wire/file_links.hpp"
#include "http/wire/server_frame.hpp"

namespace parley::http {

constexpr std::string_view frame_question = "frame";                    // Of Cluster::ask_owner.
constexpr Duration frame_retry_after = std::chrono::milliseconds(500);  // With every "not now".

struct CommandDeps {
    app::App& app;
    const wire::FileLinks& files;
};

struct Told {
    std::string text;  // A frame for the client; empty: nothing.
    bool is_refused = false;
};

// send, read, typing or presence. The audience is a copy: rights may change while the disk writes.
Task<Told> command(CommandDeps deps, Audience audience, wire::ClientFrame frame);

// The other side of it: answers what another node asked.
Task<std::string> answer_frame(CommandDeps deps, WorkspaceId workspace, std::string question);

// Of a message that is sent; other frames have none.
std::optional<std::string> client_msg_id_of(const wire::ClientFrame& frame);
wire::ErrorFrame error_frame(const Error& error, std::optional<std::string> client_msg_id);

}  // namespace parley::http
