// `parley voice`: signalling and sound, a process of its own, so that a fault there never takes a
// chat along (docs/adr/0023).
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <string>

#include "base/log.hpp"
#include "base/random.hpp"
#include "main/commands.hpp"
#include "main/signals.hpp"
#include "voice/service.hpp"

namespace parley {
namespace {

struct Options {
    voice::ServiceOptions service;
    std::string recordings;
    std::string music;
};

// Nobody is left who could say what is to become of the calls.
void stop_ourselves() { ::kill(::getpid(), SIGTERM); }

// What is told in SDP and SIP must be an address that others can send to.
void check_address(const voice::SipOptions& sip) {
    const bool is_any = sip.address == "0.0.0.0" || sip.address == "::";
    if (is_any && sip.public_address.empty())
        throw std::runtime_error("voice: --address " + sip.address + " needs --public-address");
}

int run(Options options) {
    block_stop_signals();
    check_address(options.service.sip);
    options.service.recordings = options.recordings;
    if (!options.music.empty()) {
        auto music = voice::load_sound(options.music);
        if (!music) throw std::runtime_error(options.music + ": " + music.error().reason);
        options.service.music = std::move(*music);
    }
    const SystemClock clock;
    SystemRng rng;
    const voice::SipOptions sip = options.service.sip;
    const voice::Service service(std::move(options.service), clock, rng, stop_ourselves);
    log_info("voice_ready", {{"address", sip.address}, {"port", sip.port}});
    wait_for_stop_signal();
    for (const voice::Worker::Figures& figures : service.figures())
        log_info("media_worker", {{"ticks", static_cast<std::int64_t>(figures.ticks)},
                                  {"missed", static_cast<std::int64_t>(figures.missed)},
                                  {"busy_us", figures.busy.count()},
                                  {"worst_us", figures.worst_lateness.count()}});
    return 0;
}

}  // namespace

void add_voice(CLI::App& app, int& status) {
    auto options = std::make_shared<Options>();
    CLI::App* voice = app.add_subcommand("voice", "Answers telephone calls (SIP, RTP)");
    voice::ServiceOptions& service = options->service;
    voice->add_option("--address", service.sip.address, "Numeric address to listen at")
        ->capture_default_str();
    voice->add_option("--second-address", service.sip.second_address,
                      "Another to listen at, numeric, of the other family (IPv6)");
    voice->add_option("--port", service.sip.port, "SIP over UDP and TCP")->capture_default_str();
    voice->add_option("--tls-port", service.sip.tls_port, "SIP over TLS; 0: none")
        ->capture_default_str();
    voice->add_option("--certificate", service.sip.certificate, "PEM, the chain; for TLS")
        ->check(CLI::ExistingFile);
    voice->add_option("--certificate-key", service.sip.certificate_key, "PEM; for TLS")
        ->check(CLI::ExistingFile);
    voice->add_option("--public-address", service.sip.public_address,
                      "As others reach us, if not by --address");
    voice->add_option("--first-port", service.first_port, "Of the ports for sound")
        ->capture_default_str();
    voice->add_option("--last-port", service.last_port)->capture_default_str();
    voice->add_option("--workers", service.workers, "Threads that mix")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    voice->add_option("--calls-max", service.calls_max, "At once; more are refused")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    voice->add_option("--legs-max", service.legs_max)
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    voice->add_flag("--open", service.sip.is_open, "Anybody may call: for benches and drills");
    voice
        ->add_option("--recordings", options->recordings,
                     "Folder for those of calls without a control")
        ->check(CLI::ExistingDirectory);
    voice
        ->add_option_function<int>(
            "--silence-seconds",
            [options](int seconds) {
                options->service.silence_max = std::chrono::seconds(seconds);
            },
            "A line that says nothing for so long is taken for dead; 30 unless told")
        ->check(CLI::Range(1, 3'600));
    voice->add_option("--control", service.control,
                      "Path of a socket for commands; without it every call is taken");
    voice->add_option("--music", options->music,
                      "WAV, 8,000 samples a second; a melody without it");
    voice->callback([options, &status] { status = run(*options); });
}

}  // namespace parley
