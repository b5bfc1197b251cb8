#include "domain/message.hpp"

#include "base/utf8.hpp"

namespace parley {

Result<> check_text(std::string_view text, std::size_t code_points_max, std::string_view field) {
    const auto length = utf8_length(text);
    if (!length) return refuse(Code::invalid, "bad_utf8", "text is not UTF-8", field);
    if (*length > code_points_max)
        return refuse(Code::invalid, "text_too_long", "text is too long", field);
    for (const char c : text) {
        const bool control =
            static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
        if (control || c == 0x7f)
            return refuse(Code::invalid, "control_character", "text holds a control character",
                          field);
    }
    return {};
}

Result<> check_client_msg_id(std::string_view id) {
    if (id.empty() || id.size() > Message::client_msg_id_max)
        return refuse(Code::invalid, "bad_client_msg_id", "1 to 64 characters", "/client_msg_id");
    for (const char c : id) {
        if (c < 0x21 || c > 0x7e)
            return refuse(Code::invalid, "bad_client_msg_id", "printable ASCII only",
                          "/client_msg_id");
    }
    return {};
}

}  // namespace parley
