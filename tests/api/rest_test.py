"""REST around the chat: settings, pages of lists, problems, health."""

import base64
import json
from pathlib import Path

from house import House
from server import Caller

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/json/cases.jsonl"


class Rest(House):
    def test_setup_runs_once(self):
        anyone = Caller(self.server)
        self.assertFalse(anyone.api("GET", "/setup")["needed"])
        body = {"company": "x", "locale": "en", "time_zone": "UTC", "name": "x",
                "email": "x@x.example", "password": "long enough password"}
        self.assertEqual(anyone.api("POST", "/setup", body, status=409), "already_set_up")

    def test_a_problem_says_what_and_where(self):
        answer = self.boss.call("POST", "/api/v1/queues", {"name": "x", "share": "25"})
        problem = answer.json
        self.assertEqual((answer.status, problem["status"]), (400, 400))
        self.assertEqual((problem["code"], problem["field"]), ("wrong_type", "/share"))
        self.assertEqual(problem["request_id"], answer.headers["X-Request-Id"])

    def test_absent_null_and_a_value_of_a_patch(self):
        queue = self.boss.api("POST", "/queues", {"name": "Second"}, status=201)
        path = f"/queues/{queue['id']}"
        backup = self.queue["id"]
        self.assertEqual(self.boss.api("PATCH", path, {"overflow_queue_id": backup})
                         ["overflow_queue_id"], backup)
        self.assertEqual(self.boss.api("PATCH", path, {"name": "Renamed"})["overflow_queue_id"], backup)
        self.assertIsNone(self.boss.api("PATCH", path, {"overflow_queue_id": None})
                          ["overflow_queue_id"])

    def test_lists_come_in_pages(self):
        for i in range(5):
            self.boss.api("POST", "/queues", {"name": f"Page {i}"}, status=201)
        whole = [q["id"] for q in self.boss.api("GET", "/queues")["items"]]
        paged, cursor = [], ""
        while cursor is not None:
            page = self.boss.api("GET", f"/queues?limit=2&cursor={cursor}")
            paged += [q["id"] for q in page["items"]]
            cursor = page["next_cursor"]
        self.assertEqual(paged, whole)
        self.assertEqual(self.boss.api("GET", "/queues?limit=0", status=400), "out_of_range")
        self.assertEqual(self.boss.api("GET", "/queues?cursor=x", status=400), "bad_cursor")

    def test_rights_are_the_servers_business(self):
        agent = self.agent("Nia")
        for method, path, body in (("POST", "/queues", {"name": "x"}),
                                   ("PATCH", "/workspace", {"name": "x"}),
                                   ("PATCH", f"/agents/{agent.id}", {"role": "administrator"})):
            self.assertEqual(agent.api(method, path, body, status=403), "permission_missing")
        me = agent.api("GET", "/me")
        self.assertEqual(me["permissions"], ["session_serve", "call_dial"])

    def test_ids_that_do_not_exist_and_ids_that_are_none_answer_alike(self):
        for id in ("0190a6f0-0000-7000-8000-000000000001", "00000000-0000-0000-0000-000000000000",
                   "x", "%01"):
            self.assertIn(self.boss.api("GET", f"/sessions/{id}", status=404),
                          ("not_found", "session_not_found"))
        self.assertEqual(self.boss.api("DELETE", "/queues", status=405), "method_not_allowed")
        self.assertEqual(self.boss.api("GET", "/nothing", status=404), "not_found")

    def test_sign_ins_are_seen_and_ended(self):
        agent = self.agent("Oz")
        (current,) = agent.api("GET", "/sign-ins")["items"]
        self.assertTrue(current["current"])
        self.assertEqual(self.boss.api("DELETE", f"/sign-ins/{current['id']}", status=404),
                         "sign_in_not_found")
        agent.api("DELETE", f"/sign-ins/{current['id']}", status=204)
        self.assertEqual(agent.api("GET", "/me", status=401), "not_signed_in")

    def test_channels_and_the_widgets_settings(self):
        channel, phone = self.boss.api("GET", "/channels")["items"]
        self.assertEqual((channel["key"], phone["key"]), ("webchat", "phone"))
        self.assertTrue(phone["capabilities"]["voice"])
        config = Caller(self.server).api("GET", f"/widget/{self.inbox['public_key']}")
        self.assertEqual(config["capabilities"], channel["capabilities"])
        self.assertEqual(config["company"], "Lantern")
        self.assertEqual(Caller(self.server).api("GET", "/widget/nobody", status=404),
                         "inbox_not_found")
        inboxes = self.boss.api("GET", "/inboxes")["items"]
        self.assertGreater(inboxes[0]["connected_at"], 0)

    def test_health(self):
        anyone = Caller(self.server)
        self.assertEqual(anyone.get("/healthz").body, b"ok\n")
        self.assertEqual(anyone.get("/readyz").json, {"ready": True, "reasons": []})
        self.assertIn(b"parley_connections", anyone.get("/metrics").body)
        self.assertEqual(anyone.get("/metrics", headers={"X-Forwarded-For": "192.0.2.1"}).status, 404)

    def test_pages_may_be_framed_only_where_they_are_meant_to_be(self):
        anyone = Caller(self.server)
        policy = lambda path: anyone.get(path).headers["Content-Security-Policy"]
        self.assertIn("frame-ancestors 'none'", policy("/"))
        self.assertIn("frame-ancestors 'none'", policy("/chat/" + self.inbox["public_key"]))
        self.assertIn("frame-ancestors *", policy("/widget/?key=" + self.inbox["public_key"]))
        path = f"/inboxes/{self.inbox['id']}"
        self.boss.api("PATCH", path, {"domains": ["shop.example"]})
        self.assertIn("https://shop.example:*", policy("/widget/?key=" + self.inbox["public_key"]))
        self.assertIn("frame-ancestors 'none'", policy("/widget/?key=nobody"))
        self.boss.api("PATCH", path, {"domains": []})

    def test_hostile_json_is_refused_and_hurts_nobody(self):
        if not CORPUS.exists():
            self.skipTest("corpus absent")
        for line in CORPUS.read_text().splitlines():
            case = json.loads(line)
            answer = Caller(self.server).call("POST", "/api/v1/sign-in",
                                              base64.b64decode(case["b64"]))
            self.assertEqual(answer.status, 400, case["name"])
            if case["expect"] == "reject":
                self.assertIn(answer.json["code"], ("malformed_json", "too_deep"), case["name"])
            elif case["expect"] == "accept":
                self.assertNotEqual(answer.json["code"], "malformed_json", case["name"])
