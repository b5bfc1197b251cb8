"""The connection's life: hello, resume, rights, rates, close codes (docs/guide/realtime.md)."""

from house import House, message_id
from server import Caller
from websocket import WebSocket


def seqs(frames):
    return [f["seq"] for f in frames if f["type"] == "event"]


class Realtime(House):
    def refused(self, *frames, **how):
        line = WebSocket(self.server, **how)
        self.addCleanup(line.close)
        for frame in frames:
            line.send_text(frame) if isinstance(frame, str) else line.send(**frame)
        return line.close_code()

    def test_who_does_not_say_hello_properly_is_sent_away(self):
        hello = {"type": "hello", "protocol": 1}
        stranger = {"visitor_id": "x", "secret": "y", "inbox_key": self.inbox["public_key"]}
        self.assertEqual(self.refused(hello), 4401)
        self.assertEqual(self.refused({**hello, "visitor": stranger}), 4401)
        self.assertEqual(self.refused({**hello, "protocol": 2}), 4409)
        self.assertEqual(self.refused({"type": "ping"}), 1008)
        self.assertEqual(self.refused("not json"), 1008)
        self.assertEqual(self.refused("[" * 100), 1008)
        visitor = self.visitor().credential
        self.assertEqual(self.refused({**hello, "visitor": {**visitor, "inbox_key": "other"}}), 4403)

    def test_a_frame_over_64_kib_closes_with_1009(self):
        line = self.line(self.visitor())
        line.send(type="send", client_msg_id=message_id(), text="x" * 70_000)
        self.assertEqual(line.close_code(), 1009)

    def test_a_bad_frame_costs_that_frame_only(self):
        line = self.line(self.visitor())
        line.send(type="send", client_msg_id="bad", text=7)
        error = line.of_type("error")
        self.assertEqual((error["code"], error["field"], error["client_msg_id"]),
                         ("wrong_type", "/text", "bad"))
        line.send(type="send", client_msg_id="empty", text="")
        self.assertEqual(line.of_type("error")["code"], "empty_message")
        line.send(type="ping", id=5)
        self.assertEqual(line.of_type("pong")["id"], 5)
        line.send(type="presence", presence="ready")
        self.assertEqual(line.of_type("error")["code"], "staff_only")

    def test_who_sends_too_fast_is_told_how_long_to_wait(self):
        line = self.line(self.visitor())
        for i in range(120):
            line.send(type="send", client_msg_id=f"fast-{i}", text="x")
        error = line.until(lambda f: f["type"] == "error")
        self.assertEqual(error["code"], "rate_limited")
        self.assertGreater(error["retry_after_ms"], 0)
        self.assertTrue(error["client_msg_id"].startswith("fast-"))

    def test_resuming_brings_what_was_missed_once_and_in_order(self):
        agent, visitor = self.agent("Gil"), self.visitor()
        desk, widget = self.line(agent), self.line(visitor)
        session = self.served(agent, desk, widget)
        widget.event("session_assigned")
        last = seqs(widget.seen)[-1]
        widget.close()
        texts = [f"line {i}" for i in range(120)]
        for text in texts:
            agent.api("POST", f"/conversations/{session['conversation_id']}/messages",
                      {"client_msg_id": message_id(), "text": text})

        back = self.line(visitor, after=last)
        self.assertTrue(back.welcome["resumed"])
        self.assertEqual(back.welcome["messages"], [])
        back.until(lambda f: f.get("event", {}).get("message", {}).get("text") == texts[-1])
        events = [f for f in back.seen if f["type"] == "event"]
        self.assertEqual([f["event"]["message"]["text"] for f in events
                          if f["event"].get("message", {}).get("sender") == "agent"], texts)
        self.assertEqual(seqs(events), sorted(set(seqs(events))))
        for before, after in zip(events, events[1:]):
            self.assertEqual(after["prev"], before["seq"])

        # A second hello on the same line, as a client says after a gap.
        back.send(type="hello", protocol=1, after=events[-2]["seq"],
                  visitor={**visitor.credential, "inbox_key": self.inbox["public_key"]})
        self.assertTrue(back.of_type("visitor_welcome")["resumed"])
        self.assertEqual(back.of_type("event")["seq"], events[-1]["seq"])

    def test_what_cannot_be_resumed_begins_anew(self):
        visitor = self.visitor()
        self.say(self.line(visitor), "first")
        line = self.line(visitor, after=10**9)
        self.assertFalse(line.welcome["resumed"])
        self.assertIn("first", [m["text"] for m in line.welcome["messages"]])

    def test_the_newest_fifty_come_with_the_welcome(self):
        agent, visitor = self.agent("Hal"), self.visitor()
        desk, widget = self.line(agent), self.line(visitor)
        session = self.served(agent, desk, widget)
        path = f"/conversations/{session['conversation_id']}/messages"
        for i in range(60):
            agent.api("POST", path, {"client_msg_id": message_id(), "text": f"{i}"})
        welcome = self.line(visitor).welcome
        self.assertEqual(len(welcome["messages"]), 50)
        self.assertTrue(welcome["more"])
        self.assertEqual(welcome["messages"][-1]["text"], "59")
        older = visitor.api("GET", f"/visitor/messages?before={welcome['messages'][0]['seq']}")
        self.assertEqual(older["items"][-1]["seq"], welcome["messages"][0]["seq"] - 1)
        self.assertIsNone(older["next_cursor"])

    def test_a_change_of_rights_is_felt_at_once(self):
        agent = self.agent("Ida")
        line = self.line(agent)
        self.boss.api("PATCH", f"/agents/{agent.id}", {"queue_ids": []})
        self.assertEqual(line.of_type("resync")["reason"], "rights_changed")
        message = self.say(self.line(self.visitor()), "not for Ida")
        line.send(type="ping", id=9)
        line.of_type("pong")
        self.assertNotIn(message["id"], str(line.seen))
        again = self.line(agent, after=line.welcome["seq"])
        self.assertFalse(again.welcome["resumed"])
        self.boss.api("PATCH", f"/agents/{agent.id}", {"active": False})
        self.assertIn(line.close_code(), (4401, 4409))

    def test_signing_out_ends_the_line(self):
        agent = self.agent("Jo")
        line = self.line(agent)
        agent.api("POST", "/sign-out", status=204)
        self.assertEqual(line.close_code(), 4409)
        self.assertEqual(agent.api("GET", "/me", status=401), "not_signed_in")

    def test_killed_in_the_middle_nothing_acknowledged_is_lost(self):
        visitor = self.visitor()
        widget = self.line(visitor)
        kept = [self.say(widget, f"kept {i}") for i in range(20)]
        self.server.kill()
        self.server.start()
        line = self.line(visitor, after=widget.welcome["seq"])
        self.assertTrue(line.welcome["resumed"])
        line.until(lambda f: f.get("event", {}).get("message", {}).get("id") == kept[-1]["id"])
        messages = visitor.api("GET", "/visitor/messages?limit=200")["items"]
        self.assertEqual([m["seq"] for m in messages], list(range(1, len(messages) + 1)))
        self.assertEqual([m["text"] for m in messages if m["sender"] == "visitor"],
                         [m["text"] for m in kept])
        line.send(type="send", client_msg_id=kept[3]["client_msg_id"], text="kept 3")
        self.assertEqual(line.of_type("ack")["message"]["id"], kept[3]["id"])


class Positions(House):
    def test_a_waiting_visitor_hears_their_place(self):
        self.boss.api("PATCH", f"/queues/{self.queue['id']}", {"wrap_up_seconds": 0})
        agent = self.agent("Kit")
        desk = self.line(agent)
        desk.send(type="presence", presence="away", reason="meal")
        first, second = self.line(self.visitor()), self.line(self.visitor())
        self.say(first, "one")
        self.say(second, "two")
        self.assertEqual(second.until(lambda f: f["type"] == "queue_position")["position"], 2)

    def test_staff_need_a_sign_in(self):
        self.assertEqual(Caller(self.server).api("GET", "/me", status=401), "not_signed_in")
