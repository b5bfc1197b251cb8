"""What is kept of the contract: operations, types and their members, one to a line.

of(document) condenses an OpenAPI document:

    operations  "POST /api/v1/queues": who may call it, body, query, answers by status
    types       "QueueBody": who sends it, and its members; or its words; or its alternatives
"""

import json

BOUNDS = ("minLength", "maxLength", "minimum", "maximum", "maxItems", "pattern")


def of(document):
    document = json.loads(document)
    schemas = document["components"]["schemas"]
    operations = {
        f"{method.upper()} {path}": _operation(body)
        for path, methods in document["paths"].items()
        for method, body in methods.items()
    }
    operations["realtime"] = {
        "client": type_of(document["x-realtime"]["client"]),
        "server": type_of(document["x-realtime"]["server"]),
        "protocol": document["x-realtime"]["protocol"],
    }
    types = {name: _type(schema) for name, schema in schemas.items()}
    for side, seen in _senders(operations, schemas).items():
        for name in seen:
            types[name]["sent_by"] = sorted([*types[name].get("sent_by", []), side])
    return {"operations": operations, "types": types}


def _operation(body):
    kept = {"who": sorted(way for one in body.get("security", []) for way in one) or ["anyone"]}
    if "operationId" in body:
        kept["id"] = body["operationId"]
    if "x-permission" in body:
        kept["permission"] = body["x-permission"]
    if content := body.get("requestBody", {}).get("content"):
        kept["body"] = _content(content)
    query = {
        one["name"]: {"type": type_of(one["schema"]), **_required(one)}
        for one in body.get("parameters", [])
        if one.get("in") == "query"
    }
    if query:
        kept["query"] = query
    kept["answers"] = {
        status: _content(answer.get("content", {}))
        for status, answer in body["responses"].items()
        if status < "300"
    }
    return kept


def _required(parameter):
    return {"required": True} if parameter.get("required") else {}


def _content(content):
    for media, body in content.items():
        schema = body.get("schema", {})
        return type_of(schema) if "$ref" in schema else media
    return "nothing"


def type_of(schema):
    """A schema in a word: "Agent", "integer", "Id[]", "Rating | null"."""
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(type_of(one) for one in schema["anyOf"])
    if "const" in schema:
        return f"'{schema['const']}'"
    kind = schema.get("type", "anything")
    if isinstance(kind, list):
        return " | ".join(kind)
    if "prefixItems" in schema:
        return "[" + ", ".join(type_of(one) for one in schema["prefixItems"]) + "]"
    if kind == "array":
        return type_of(schema["items"]) + "[]"
    return schema.get("format", kind) if kind == "integer" else kind


def _type(schema):
    if "enum" in schema:
        return {"words": sorted(schema["enum"])}
    if "oneOf" in schema:
        return {"alternatives": sorted(type_of(one) for one in schema["oneOf"])}
    if "properties" not in schema:
        return {"type": type_of(schema), **_bounds(schema)}
    required = schema.get("required", [])
    members = {}
    for name, member in schema["properties"].items():
        members[name] = {"type": type_of(member)}
        if name in required:
            members[name]["required"] = True
        members[name].update(_bounds(member.get("items", {})), **_bounds(member))
    return {"members": members}


def _bounds(schema):
    return {key: schema[key] for key in BOUNDS if key in schema}


def _senders(operations, schemas):
    """Types by who sends them, those inside of others included."""
    starts = {"client": [], "server": ["Problem"]}
    for operation in operations.values():
        starts["client"] += [operation.get("body"), operation.get("client")]
        starts["server"] += [operation.get("server"), *operation.get("answers", {}).values()]
    return {side: _reach([s for s in first if s in schemas], schemas)
            for side, first in starts.items()}


def _reach(names, schemas):
    seen, left = set(), list(names)
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += [one for one in _references(schemas[name]) if one in schemas]
    return sorted(seen)


def _references(schema):
    if isinstance(schema, list):
        return [one for part in schema for one in _references(part)]
    if not isinstance(schema, dict):
        return []
    own = [type_of(schema)] if "$ref" in schema else []
    return own + [one for key, part in schema.items() if key != "discriminator"
                  for one in _references(part)]


def text_of(kept):
    """JSON with a line for each operation and each member, so that branches merge."""
    lines = ["{", ' "operations": {']
    lines += _rows(kept["operations"], "  ")
    lines += [" },", ' "types": {']
    blocks = []
    for name, body in sorted(kept["types"].items()):
        if "members" not in body:
            blocks.append(f"  {json.dumps(name)}: {_line(body)}")
            continue
        rest = {key: part for key, part in body.items() if key != "members"}
        head = f"  {json.dumps(name)}: {{{_line(rest)[1:-1]}{', ' if rest else ''}\"members\": {{"
        blocks.append("\n".join([head, *_rows(body["members"], "   "), "  }}"]))
    lines.append(",\n".join(blocks))
    return "\n".join([*lines, " }", "}", ""])


def _rows(table, indent):
    rows = [f"{indent}{json.dumps(name)}: {_line(body)}" for name, body in sorted(table.items())]
    return [row + "," for row in rows[:-1]] + rows[-1:]


def _line(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def parse(text):
    return json.loads(text)
