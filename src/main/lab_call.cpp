// `parley lab call`: a test call to a number of ours, by a telephone program that is installed.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "main/commands.hpp"
#include "sound/g711.hpp"
#include "voice/media/melody.hpp"

namespace parley {
namespace {

namespace fs = std::filesystem;

struct CallOptions {
    std::string number;
    std::string from = "+8613800138000";
    std::string server = "127.0.0.1:5060";
    int seconds = 30;
};

// Plays a melody again and again, and hangs up after a while or when the other side does.
constexpr std::string_view caller_script = R"xml(<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="a caller">
  <send retrans="500"><![CDATA[
    INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:{0}@[local_ip]:[local_port]>;tag=[call_number]
    To: <sip:[service]@[remote_ip]:[remote_port]>
    Call-ID: [call_id]
    CSeq: 1 INVITE
    Contact: <sip:{0}@[local_ip]:[local_port]>
    Max-Forwards: 70
    Content-Type: application/sdp
    Content-Length: [len]

    v=0
    o=caller 1 1 IN IP[local_ip_type] [local_ip]
    s=-
    c=IN IP[media_ip_type] [media_ip]
    t=0 0
    m=audio [media_port] RTP/AVP 8 101
    a=rtpmap:8 PCMA/8000
    a=rtpmap:101 telephone-event/8000
  ]]></send>
  <recv response="100" optional="true"></recv>
  <recv response="180" optional="true"></recv>
  <recv response="183" optional="true"></recv>
  <recv response="200" rtd="true" rrs="true"></recv>
  <send><![CDATA[
    ACK [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:{0}@[local_ip]:[local_port]>;tag=[call_number]
    [last_To:]
    Call-ID: [call_id]
    CSeq: 1 ACK
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <nop><action><exec rtp_stream="{1},-1,8"/></action></nop>
  <recv request="BYE" timeout="{2}" ontimeout="over" next="answered"></recv>
  <label id="over"/>
  <send retrans="500"><![CDATA[
    BYE [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:{0}@[local_ip]:[local_port]>;tag=[call_number]
    [last_To:]
    Call-ID: [call_id]
    CSeq: 2 BYE
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="200" next="end"></recv>
  <label id="answered"/>
  <send><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0

  ]]></send>
  <label id="end"/>
  <nop></nop>
</scenario>
)xml";

bool is_installed(const std::string& program) { return ::access(program.c_str(), X_OK) == 0; }

int run(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        // sipp paints a screen of figures; what it has to complain of comes by the other way.
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) < 0) return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

void write_melody(const fs::path& file) {
    const voice::Sound melody = voice::melody();
    std::vector<std::uint8_t> coded(melody->size());
    sound::g711_encode(sound::G711Law::a, *melody, coded);
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(coded.data()),
               static_cast<std::streamsize>(coded.size()));
}

int call_by_sipp(const CallOptions& options, const fs::path& folder) {
    const fs::path sound = folder / "melody.alaw";
    write_melody(sound);
    const fs::path file = folder / "caller.xml";
    std::ofstream(file) << fmt::format(fmt::runtime(caller_script), options.from, sound.string(),
                                       options.seconds * 1'000);
    fmt::print("calling {} at {} from {}; hangs up after {} s\n", options.number, options.server,
               options.from, options.seconds);
    std::fflush(stdout);
    const std::string limit = fmt::format("{}s", options.seconds + 60);
    return run({"/usr/bin/sipp", options.server, "-sf", file.string(), "-s", options.number, "-i",
                "127.0.0.1", "-m", "1", "-nostdin", "-timeout", limit});
}

int call_by_baresip(const CallOptions& options, const fs::path& folder) {
    std::ofstream(folder / "config")
        << "module_path /usr/lib/baresip/modules\n"
           "sip_listen 127.0.0.1:0\nmodule g711.so\nmodule ausine.so\n"
           "module_app account.so\nmodule_app menu.so\n"
           "audio_player ausine\naudio_source ausine,440\naudio_alert ausine\n";
    std::string user = options.from;
    std::ofstream(folder / "accounts")
        << fmt::format("<sip:{}@{}>;regint=0;audio_codecs=pcma/8000/1\n", user, options.server);
    std::ofstream(folder / "contacts") << "";
    fmt::print("calling {} at {} from {} with a tone; {} s\n", options.number, options.server,
               options.from, options.seconds);
    std::fflush(stdout);
    return run({"/usr/bin/baresip", "-f", folder.string(), "-t", std::to_string(options.seconds),
                "-e", fmt::format("/dial sip:{}@{}", options.number, options.server)});
}

int call(const CallOptions& options) {
    std::string pattern = (fs::temp_directory_path() / "parley-call-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    const fs::path folder = pattern;
    int status = 1;
    if (is_installed("/usr/bin/sipp"))
        status = call_by_sipp(options, folder);
    else if (is_installed("/usr/bin/baresip"))
        status = call_by_baresip(options, folder);
    else
        fmt::print(stderr,
                   "no telephone program is installed: apt-get install sip-tester, or"
                   " baresip-core\n");
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    if (status == 0) fmt::print("the call is over\n");
    return status;
}

}  // namespace

void add_lab_call(CLI::App& lab, int& status) {
    CLI::App* command =
        lab.add_subcommand("call", "A test call to a number of ours, by sipp or baresip");
    const auto options = std::make_shared<CallOptions>();
    command->add_option("number", options->number, "The number to call")->required();
    command->add_option("--from", options->from, "The caller's number")->capture_default_str();
    command->add_option("--server", options->server, "host:port of SIP")->capture_default_str();
    command->add_option("--seconds", options->seconds, "How long to stay on the line")
        ->check(CLI::Range(1, 3'600))
        ->capture_default_str();
    command->callback([options, &status] { status = call(*options); });
}

}  // namespace parley
