"""tools/contract: a contract before and after, and what is said of the difference."""

import copy
import json
import unittest
from pathlib import Path

from contracting import changes, snapshot

SCHEMAS = {
    "Id": {"type": "string", "format": "uuid"},
    "Problem": {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]},
    "Role": {"type": "string", "enum": ["agent", "supervisor"]},
    "Body": {
        "type": "object",
        "properties": {
            "name": {"type": "string", "maxLength": 100},
            "share": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 100},
            "skills": {"type": "array", "items": {"type": "string"}, "maxItems": 16},
            "role": {"$ref": "#/components/schemas/Role"},
        },
        "required": ["name"],
    },
    "Queue": {
        "type": "object",
        "properties": {
            "id": {"$ref": "#/components/schemas/Id"},
            "rating": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        },
        "required": ["id", "rating"],
    },
    "Ping": {"type": "object", "properties": {"type": {"type": "string", "const": "ping"}}},
    "ClientFrame": {"oneOf": [{"$ref": "#/components/schemas/Ping"}]},
    "ServerFrame": {"oneOf": [{"$ref": "#/components/schemas/Ping"}]},
}


def ref(name):
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


DOCUMENT = {
    "paths": {
        "/queues": {
            "get": {
                "operationId": "list_queues",
                "security": [{"staff": []}, {"visitor": []}],
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                    {"name": "X-Ours", "in": "header", "schema": {"type": "string"}},
                ],
                "responses": {"200": ref("Queue"), "400": ref("Problem")},
            },
            "post": {
                "security": [{"staff": []}],
                "requestBody": ref("Body"),
                "responses": {"201": ref("Queue")},
            },
        }
    },
    "components": {"schemas": SCHEMAS},
    "x-realtime": {
        "protocol": 1,
        "client": {"$ref": "#/components/schemas/ClientFrame"},
        "server": {"$ref": "#/components/schemas/ServerFrame"},
    },
}


class Contract(unittest.TestCase):
    def setUp(self):
        self.before = copy.deepcopy(DOCUMENT)
        self.after = copy.deepcopy(DOCUMENT)
        self.schemas = self.after["components"]["schemas"]
        self.operations = self.after["paths"]["/queues"]

    def changed(self):
        """(names that break, names that are told) of the change."""
        both = [snapshot.of(json.dumps(one)) for one in (self.before, self.after)]
        # As it is read back from the file.
        kept = [snapshot.parse(snapshot.text_of(one)) for one in both]
        self.assertEqual(kept, both)
        breaking, other = changes.between(*kept)
        return [one.name for one in breaking], [one.name for one in other]

    def test_no_change_is_none(self):
        self.assertEqual(self.changed(), ([], []))

    def test_who_sends_a_type_is_known_also_inside_of_others(self):
        types = snapshot.of(json.dumps(self.before))["types"]
        self.assertEqual(types["Role"]["sent_by"], ["client"])
        self.assertEqual(types["Queue"]["sent_by"], ["server"])
        self.assertEqual(types["Ping"]["sent_by"], ["client", "server"])

    def test_what_is_gone_breaks(self):
        del self.operations["post"]
        del self.schemas["Queue"]["properties"]["rating"]
        self.schemas["Role"]["enum"].remove("agent")
        self.schemas["ClientFrame"]["oneOf"] = []
        del self.operations["get"]["parameters"][0]
        self.assertEqual(
            self.changed()[0],
            ["ClientFrame.Ping", "GET /queues ?limit", "POST /queues", "Queue.rating",
             "Role.agent"],
        )

    def test_another_type_breaks(self):
        self.schemas["Queue"]["properties"]["id"] = {"type": "string"}
        self.schemas["Body"]["properties"]["skills"]["items"] = {"type": "integer"}
        self.operations["get"]["responses"]["200"] = ref("Body")
        self.after["x-realtime"]["protocol"] = 2
        self.assertEqual(self.changed()[0], ["Body.skills", "GET /queues", "Queue.id", "realtime"])

    def test_another_name_of_an_operation_breaks_the_clients_made_from_it(self):
        self.operations["get"]["operationId"] = "queues"
        self.assertEqual(self.changed()[0], ["GET /queues"])

    def test_null_where_there_was_none_breaks(self):
        self.schemas["Queue"]["properties"]["id"] = {
            "anyOf": [{"$ref": "#/components/schemas/Id"}, {"type": "null"}]
        }
        self.assertEqual(self.changed()[0], ["Queue.id"])

    def test_what_a_request_must_hold_now_breaks(self):
        self.schemas["Body"]["required"] += ["share", "more"]
        self.schemas["Body"]["properties"]["more"] = {"type": "string"}
        self.operations["get"]["parameters"][0]["required"] = True
        names = ["Body.more", "Body.share", "GET /queues ?limit"]
        self.assertEqual(self.changed()[0], names)

    def test_what_a_request_may_leave_out_now_is_fine(self):
        self.schemas["Body"]["required"] = []
        self.assertEqual(self.changed()[0], [])

    def test_what_an_answer_may_leave_out_now_breaks(self):
        self.schemas["Queue"]["required"] = ["id"]
        self.assertEqual(self.changed()[0], ["Queue.rating"])

    def test_a_tighter_bound_breaks_and_a_wider_one_does_not(self):
        members = self.schemas["Body"]["properties"]
        members["name"]["maxLength"] = 99
        members["share"].update(minimum=0, maximum=200)
        members["skills"]["maxItems"] = 8
        self.assertEqual(self.changed()[0], ["Body.name", "Body.skills"])

    def test_who_may_call_it(self):
        self.operations["get"]["security"] = [{"staff": []}]
        self.operations["post"]["x-permission"] = "settings_write"
        self.assertEqual(self.changed()[0], ["GET /queues", "POST /queues"])

    def test_more_callers_are_fine(self):
        self.operations["post"]["security"] += [{"key": []}]
        self.operations["get"]["security"] = []
        self.assertEqual(self.changed(), ([], ["GET /queues", "POST /queues"]))

    def test_additions_are_told_and_break_nothing(self):
        self.operations["put"] = self.operations["post"]
        self.schemas["Queue"]["properties"]["more"] = {"type": "string"}
        self.schemas["Queue"]["required"].append("more")
        self.schemas["Role"]["enum"].append("owner")
        breaking, told = self.changed()
        self.assertEqual(breaking, [])
        self.assertEqual(told, ["PUT /queues", "Queue.more", "Role.owner"])


class Kept(unittest.TestCase):
    """The file itself, with a piece broken off: it must be missed."""

    def test_a_member_and_an_operation_of_the_real_contract_are_missed(self):
        text = (Path(__file__).parent.parent / "docs/contract/v1.json").read_text(encoding="utf-8")
        before, after = snapshot.parse(text), snapshot.parse(text)
        self.assertEqual(snapshot.text_of(before), text)
        del after["types"]["Session"]["members"]["queue_id"]
        del after["operations"]["POST /api/v1/sessions/{id}/accept"]
        breaking, _ = changes.between(before, after)
        self.assertEqual(
            [one.name for one in breaking],
            ["POST /api/v1/sessions/{id}/accept", "Session.queue_id"],
        )


class Changelog(unittest.TestCase):
    def test_a_break_is_named_by_a_line_under_unreleased(self):
        text = (
            "# Changelog\n\n## Unreleased\n\n- Breaking: `Queue.rating` is gone.\n"
            "- Breaking: POST /api/v1/queues/{id}: by PATCH now\n- Breaking: GET /a ?limit\n"
            "\n## 1.0\n\n- Breaking: Queue.id\n"
        )
        self.assertEqual(
            changes.named_in(text),
            {"Queue.rating", "POST /api/v1/queues/{id}", "GET /a ?limit"},
        )

    def test_a_name_that_merely_begins_alike_is_another(self):
        self.assertNotIn("Queue.id", changes.named_in("## Unreleased\nBreaking: Queue.idle\n"))

    def test_without_the_heading_nothing_is_named(self):
        self.assertEqual(changes.named_in("Breaking: Queue.id\n"), set())




if __name__ == "__main__":
    unittest.main()
