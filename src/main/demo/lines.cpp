#include "main/demo/lines.hpp"

#include <algorithm>

#include "app/calls/lines.hpp"
#include "app/settings.hpp"
#include "main/demo/world.hpp"

namespace parley::demo {

void connect_lines(app::App& app, const Company& company) {
    const app::Staff& by = company.administrator;
    app::InboxPatch hotline;
    hotline.name = "客服热线 Hotline";
    hotline.channel = "phone";
    hotline.queue = company.presales.id;
    const Inbox inbox = expect(wait_for(app::create_inbox(app, by, hotline)));

    app::TrunkPatch here;
    here.name = "本机 This machine";
    here.host = "127.0.0.1";
    here.port = 5070;  // Where a telephone program beside the server may answer.
    here.sources = std::vector<std::string>{"127.0.0.1"};
    const Seal unused(std::vector<std::uint8_t>(32));  // There is no password.
    const Trunk trunk = expect(wait_for(app::create_trunk(app, unused, by, here)));

    app::PhoneNumberPatch number;
    number.number = hotline_number;
    number.inbox = inbox.id;
    number.trunks = std::vector{trunk.id};
    expect(wait_for(app::create_phone_number(app, by, number)));

    app::VoiceSettingsPatch settings;
    settings.call_share = 50;  // Who tries the demo has a chat open, and is to be called as well.
    settings.allowed_prefixes = std::vector<std::string>{"+86"};
    expect(wait_for(app::update_voice_settings(app, by, settings)));

    for (const DeskPhone& phone : desk_phones) {
        const auto owner = std::ranges::find_if(company.staff, [&](const app::Staff& staff) {
            return staff.agent.email == phone.agent;
        });
        app::PhonePatch body;
        body.name = phone.name;
        body.agent = owner->agent.id;
        body.user = phone.user;
        body.password = logins().front().password;
        body.rings = false;  // The browser does; a phone is there to be tried.
        expect(wait_for(app::create_phone(app, by, body)));
    }
}

}  // namespace parley::demo
