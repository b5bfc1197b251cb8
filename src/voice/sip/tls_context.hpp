// TLS as we want it: chains, at least version 1.2, names sent and verified.
//
// Sofia makes its OpenSSL contexts by itself, loads no chain, sends no server name and compares
// names where wildcards count for nothing. What it makes is noticed as OpenSSL makes it, by
// OpenSSL's own hook for that, and set right before a connection uses it.
//
// Threads: a ContextCatcher notices what its own thread makes.
#pragma once

#include <functional>
#include <string>
#include <vector>

typedef struct ssl_ctx_st SSL_CTX;

namespace parley::voice {

struct TlsTerms {
    std::string certificate;      // PEM files of chain and key, for whoever connects to us.
    std::string certificate_key;  // Empty: we are only a client.
    std::string host;             // Who they must be that we connect to: a name, or an address.
    std::string ca;               // PEM they must chain to; empty: the system's.
};

// Stable words for what was wrong with a certificate: "tls_name_mismatch", "tls_expired",
// "tls_untrusted" (self-signed, or of an authority that is not ours), "tls_bad_certificate".
using TlsFailed = std::function<void(const std::string& reason)>;

class ContextCatcher {
public:
    ContextCatcher();
    ~ContextCatcher();
    ContextCatcher(const ContextCatcher&) = delete;
    ContextCatcher& operator=(const ContextCatcher&) = delete;

    // Of all contexts that were made since. `failed` outlives them. Throws std::runtime_error where
    // a file or PEM cannot be read, of which check() would have thrown too.
    void set(const TlsTerms& terms, const TlsFailed* failed);
    static void check(const TlsTerms& terms);

private:
    std::vector<SSL_CTX*> caught_;
};

}  // namespace parley::voice
