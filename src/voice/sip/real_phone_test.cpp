// baresip as a phone, where it is installed: it registers, is called, calls and hangs up.
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "voice/sip/testing.hpp"
#include "voice/sip/testing_certificates.hpp"

namespace parley::voice {
namespace {

using namespace testing;  // NOLINT

constexpr const char* program = "/usr/bin/baresip";

// A second of it, 8,000 samples of 16 bits.
void write_silence(const std::filesystem::path& file) {
    constexpr std::uint32_t bytes = 16'000;
    constexpr std::uint32_t rate = 8'000;
    const auto number = [](std::uint32_t value, int size) {
        std::string text;
        for (int at = 0; at < size; ++at) text += static_cast<char>(value >> (8 * at));
        return text;
    };
    std::ofstream(file, std::ios::binary)
        << "RIFF" << number(36 + bytes, 4) << "WAVEfmt " << number(16, 4) << number(1, 2)
        << number(1, 2) << number(rate, 4) << number(2 * rate, 4) << number(2, 2) << number(16, 2)
        << "data" << number(bytes, 4) << std::string(bytes, '\0');
}

class Baresip {
public:
    // An account, as baresip writes it; its commands come by TCP.
    Baresip(const std::string& account, std::uint16_t sip_port, std::uint16_t control_port)
        : folder_(std::filesystem::temp_directory_path() /
                  fmt::format("parley-baresip-{}-{}", ::getpid(), sip_port)) {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / "accounts") << account << "\n";
        std::ofstream(folder_ / "config")
            << "sip_listen 127.0.12.2:" << sip_port << "\nsip_verify_server no\n"
            << "module_path /usr/lib/baresip/modules\nmodule g711.so\n"
            << "module aufile.so\nmodule uuid.so\nmodule_app account.so\nmodule_app menu.so\n"
            << "module_app ctrl_tcp.so\nctrl_tcp_listen 127.0.12.2:" << control_port
            << "\naudio_source aufile," << (folder_ / "said.wav").string()
            << "\naudio_player aufile," << (folder_ / "heard.wav").string() << "\n";
        write_silence(folder_ / "said.wav");
        std::fflush(nullptr);
        child_ = ::fork();
        if (child_ != 0) return;
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close_range(3, ~0U, 0);
        const std::string log = (folder_ / "log").string();
        [[maybe_unused]] auto* out = std::freopen(log.c_str(), "w", stdout);
        [[maybe_unused]] auto* error = std::freopen(log.c_str(), "w", stderr);
        ::execl(program, program, "-f", folder_.c_str(), nullptr);
        ::_exit(1);
    }
    ~Baresip() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        std::filesystem::remove_all(folder_);
    }
    Baresip(const Baresip&) = delete;
    Baresip& operator=(const Baresip&) = delete;

    std::string log() const {
        std::ifstream file(folder_ / "log");
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::filesystem::path folder_;
    pid_t child_ = 0;
};

TEST_CASE("baresip registers and is called, over UDP, TCP and TLS" *
          doctest::skip(!std::filesystem::exists(program))) {
    const CertificateFiles files(make_certificate({"IP:127.0.12.1"}));
    for (const std::string transport : {"udp", "tcp", "tls"}) {
        CAPTURE(transport);
        SipOptions options = at("127.0.12.1");
        options.tls_port = next_port();
        options.certificate = files.chain();
        options.certificate_key = files.key();
        Station station(options);
        const PhoneTerms phone = phone_of("ann", "secret");
        station.stack.set_phone(phone);
        const std::uint16_t sip_port = next_port();
        next_port();  // Baresip takes the one behind its own too.
        const Baresip baresip(
            fmt::format("<sip:ann@127.0.12.1:{};transport={}>;auth_pass=secret;answermode=auto;"
                        "regint=120;audio_codecs=pcma/8000/1",
                        transport == "tls" ? options.tls_port : options.port, transport),
            sip_port, next_port());
        const Told told = station.ear.wait("phone_changed");
        CHECK(told.registered);
        CHECK(told.text.starts_with("127.0."));
        CHECK(told.reason.find("baresip") != std::string::npos);
        Dialling dialling = call_to({});
        dialling.phone = phone.phone;
        dialling.offer =
            "v=0\r\no=- 1 1 IN IP4 127.0.12.1\r\ns=-\r\nc=IN IP4 127.0.12.1\r\nt=0 0\r\n"
            "m=audio 21998 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
        const DialogueKey key = station.stack.dial(dialling);
        CHECK(station.ear.wait("answered", key).text.find("m=audio") != std::string::npos);
        station.stack.hang_up(key);
        CHECK(station.ear.ending(key).cause == LegCause::removed);
        INFO(baresip.log());
    }
}

}  // namespace
}  // namespace parley::voice
