// A certificate of our own, for as long as nobody configures a better one.
//
// Self-signed ECDSA P-256 over localhost, 127.0.0.1, ::1, the host's name and all its addresses, so
// that pages open from another machine by IP after one warning. Made once and kept: browsers
// remember the exception. The key is readable by its owner only.
#pragma once

#include <string>

namespace parley::http {

struct CertificateFiles {
    std::string certificate;
    std::string key;
};

// Returns the pair in `directory`, made if either file is missing. Throws std::runtime_error where
// the directory cannot be written.
CertificateFiles ensure_certificate(const std::string& directory);

}  // namespace parley::http
