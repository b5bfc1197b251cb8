"""A furnished house: a company with one queue and inbox, people who sign in, visitors who write."""

import itertools
import unittest

from server import Caller, Server
from websocket import WebSocket

PASSWORD = "correct horse battery"
_ids = itertools.count(1)


def message_id():
    return f"m-{next(_ids)}"


class House(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.boss = Caller(cls.server)
        cls.setup = cls.boss.api("POST", "/setup", {
            "company": "Lantern", "locale": "en", "time_zone": "Asia/Shanghai", "name": "Ada",
            "email": "ada@lantern.example", "password": PASSWORD}, status=201)
        cls.queue = cls.boss.api("POST", "/queues", {"name": "Sales"}, status=201)
        cls.inbox = cls.boss.api("POST", "/inboxes",
                                 {"name": "Shop", "queue_id": cls.queue["id"]}, status=201)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def agent(self, name, role="agent", queues=None):
        """Makes an agent and signs them in; the returned caller knows its own id."""
        email = f"{name}-{message_id()}@lantern.example"
        body = {"name": name, "email": email, "password": PASSWORD, "role": role,
                "queue_ids": [self.queue["id"]] if queues is None else queues}
        made = self.boss.api("POST", "/agents", body, status=201)
        caller = Caller(self.server)
        caller.api("POST", "/sign-in", {"email": email, "password": PASSWORD})
        caller.id = made["id"]
        return caller

    def visitor(self, **more):
        credential = Caller(self.server).api(
            "POST", "/visitors", {"inbox_key": self.inbox["public_key"], "locale": "en", **more},
            status=201)
        return Caller(self.server, credential)

    def line(self, caller, after=None):
        """A welcomed realtime line of that caller."""
        socket = WebSocket(self.server, caller.cookie)
        self.addCleanup(socket.close)
        hello = {"type": "hello", "protocol": 1}
        if after is not None:
            hello["after"] = after
        if caller.credential:
            hello["visitor"] = {**caller.credential, "inbox_key": self.inbox["public_key"]}
        socket.send(**hello)
        socket.welcome = socket.of_type("visitor_welcome" if caller.credential else "welcome")
        return socket

    def say(self, socket, text, **more):
        """Sends a message and returns it as it was stored."""
        id = message_id()
        socket.send(type="send", client_msg_id=id, text=text, **more)
        answer = socket.until(lambda f: f.get("client_msg_id") == id and f["type"] in ("ack", "error"))
        assert answer["type"] == "ack", answer
        return answer["message"]

    def served(self, agent, agent_line, visitor_line, text="hello"):
        """A visitor writes, the agent is offered the session and takes it."""
        agent_line.send(type="presence", presence="ready")
        message = self.say(visitor_line, text)
        mine = lambda f: (f["type"] == "event" and f["event"]["kind"] == "session_offered"
                          and f["event"]["session"]["conversation_id"] == message["conversation_id"])
        offered = agent_line.until(mine)["event"]["session"]
        return agent.api("POST", f"/sessions/{offered['id']}/accept",
                         {"offer": offered["offer"]["number"]})
