// A file's name, from whoever sent it, made fit to keep and to send on.
#pragma once

#include <string>
#include <string_view>

namespace parley::http {

// Without any path, control characters or broken UTF-8, at most Attachment::name_max code points;
// "file" where nothing is left.
std::string clean_file_name(std::string_view given);

// Content-Disposition (RFC 6266), with the name in UTF-8 (RFC 8187).
std::string disposition(std::string_view kind, std::string_view name);

}  // namespace parley::http
