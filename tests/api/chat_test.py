"""The main job: a visitor writes, an agent is offered it, both talk, the visitor rates."""

import time

from house import House, message_id
from websocket import WebSocket


class Chat(House):
    def test_from_the_first_word_to_the_rating(self):
        agent, visitor = self.agent("Bo"), self.visitor()
        desk, widget = self.line(agent), self.line(visitor)
        session = self.served(agent, desk, widget, "Where is my parcel?")
        self.assertEqual(session["state"], "assigned")
        self.assertEqual(session["agent_id"], agent.id)
        self.assertEqual(session["last_message"]["text"], "Where is my parcel?")

        told = widget.event("session_assigned")["event"]
        self.assertEqual(told["visitor_session"]["agent_name"], "Bo")
        self.assertNotIn("session", told)

        reply = self.say(desk, "On its way.", conversation_id=session["conversation_id"])
        seen = widget.until(lambda f: f.get("event", {}).get("message", {}).get("id") == reply["id"])
        self.assertEqual(seen["event"]["message"]["sender_name"], "Bo")

        agent.api("POST", f"/sessions/{session['id']}/close", {"summary": "told", "resolved": True})
        closed = widget.event("session_closed")["event"]["visitor_session"]
        self.assertEqual(closed["close_reason"], "by_agent")
        self.assertNotIn("summary", closed)
        rated = visitor.api("POST", "/visitor/rating", {"session_id": session["id"], "score": 5})
        self.assertEqual(rated["rating"]["score"], 5)
        self.assertEqual(desk.event("session_rated")["event"]["session"]["rating"]["score"], 5)
        self.assertEqual(visitor.api("POST", "/visitor/rating",
                                     {"session_id": session["id"], "score": 1}, status=409),
                         "already_rated")

    def test_a_retry_is_answered_and_not_stored_again(self):
        visitor = self.visitor()
        widget = self.line(visitor)
        for _ in range(3):
            widget.send(type="send", client_msg_id="same", text="once")
        first, second, third = (widget.of_type("ack") for _ in range(3))
        self.assertEqual(first["message"]["id"], second["message"]["id"])
        self.assertEqual(first["message"], third["message"])
        texts = [m["text"] for m in visitor.api("GET", "/visitor/messages")["items"]]
        self.assertEqual(texts.count("once"), 1)

    def test_a_private_note_never_reaches_the_visitor(self):
        agent, visitor = self.agent("Cy"), self.visitor()
        desk, widget = self.line(agent), self.line(visitor)
        session = self.served(agent, desk, widget)
        note = self.say(desk, "difficult one", conversation_id=session["conversation_id"],
                        visibility="staff")
        after = self.say(desk, "hello", conversation_id=session["conversation_id"])
        widget.until(lambda f: f.get("event", {}).get("message", {}).get("id") == after["id"])
        self.assertNotIn("difficult one", str(widget.seen))
        self.assertNotIn("difficult one", str(visitor.api("GET", "/visitor/messages")))
        resumed = self.line(visitor, after=widget.welcome["seq"])
        resumed.until(lambda f: f.get("event", {}).get("message", {}).get("id") == after["id"])
        self.assertNotIn("difficult one", str(resumed.seen))
        self.assertEqual(note["visibility"], "staff")

    def test_typing_and_reading_are_told_to_the_other_side(self):
        agent, visitor = self.agent("Di"), self.visitor()
        desk, widget = self.line(agent), self.line(visitor)
        session = self.served(agent, desk, widget)
        widget.send(type="typing", on=True)
        notice = desk.of_type("typing_notice")
        self.assertEqual((notice["sender"], notice["on"]), ("visitor", True))
        desk.send(type="typing", conversation_id=session["conversation_id"], on=True)
        self.assertEqual(widget.of_type("typing_notice")["sender_name"], "Di")
        desk.send(type="read", conversation_id=session["conversation_id"], seq=1)
        self.assertGreaterEqual(widget.event("conversation_read")["event"]["read"]["agent_read"], 1)

    def test_scope_an_agent_of_another_queue_sees_nothing(self):
        visitor, stranger = self.visitor(), self.agent("Ed", queues=[])
        message = self.say(self.line(visitor), "hello")
        path = f"/conversations/{message['conversation_id']}/messages"
        self.assertEqual(stranger.api("GET", path, status=404), "conversation_not_found")
        self.assertEqual(stranger.api("GET", f"/sessions/{message['session_id']}", status=404),
                         "session_not_found")
        self.assertEqual(stranger.api("GET", "/sessions?list=all")["items"], [])
        line = self.line(stranger)
        line.send(type="send", client_msg_id=message_id(), text="hi",
                  conversation_id=message["conversation_id"])
        self.assertEqual(line.of_type("error")["code"], "conversation_not_found")

    def test_search_finds_chinese_and_marks_it(self):
        text = "请问我的退款什么时候到账？"
        message = self.say(self.line(self.visitor()), text)
        for _ in range(100):
            hits = self.boss.api("GET", "/search?q=%E9%80%80%E6%AC%BE")["items"]
            if hits:
                break
            time.sleep(0.05)  # The index follows the messages.
        self.assertEqual(hits[0]["message"]["id"], message["id"])
        self.assertEqual(hits[0]["highlights"], [[text.index("退款"), text.index("退款") + 2]])


class Origins(House):
    def test_a_foreign_page_gets_nowhere(self):
        agent = self.agent("Flo")
        foreign = {"Origin": "https://evil.example"}
        self.assertEqual(agent.api("POST", "/me/presence", {"presence": "ready"}, status=403,
                                   headers=foreign), "wrong_origin")
        self.assertEqual(agent.api("POST", "/me/presence", {"presence": "ready"}, status=403,
                                   headers={"X-Parley-Request": None}), "missing_header")
        line = WebSocket(self.server, agent.cookie, origin="https://evil.example")
        self.addCleanup(line.close)
        line.send(type="hello", protocol=1)
        self.assertEqual(line.close_code(), 4403)
