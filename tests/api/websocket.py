"""A WebSocket client (RFC 6455) for tests: text frames of JSON, one at a time."""

import base64
import json
import os
import socket
import struct
import time

ANSWER_SECONDS = 20


class Closed(Exception):
    def __init__(self, code, reason=""):
        super().__init__(f"closed with {code} {reason}")
        self.code = code


class WebSocket:
    def __init__(self, server, cookie="", origin=None, path="/api/v1/realtime"):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=ANSWER_SECONDS)
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Upgrade: websocket",
                 "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                 "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode()]
        if cookie:
            lines.append("Cookie: " + cookie)
        if origin:
            lines.append("Origin: " + origin)
        self.socket.sendall("\r\n".join(lines + ["", ""]).encode())
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = self.socket.recv(1)
            assert byte, f"no answer to the upgrade: {head}"
            head += byte
        assert head.startswith(b"HTTP/1.1 101"), head
        self.seen = []

    def send_text(self, text):
        data = text.encode()
        mask = os.urandom(4)
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", 0x81, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))

    def send(self, **frame):
        self.send_text(json.dumps(frame))

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            more = self.socket.recv(size - len(data))
            if not more:
                raise Closed(1006)
            data += more
        return data

    def receive(self):
        """The next text frame's JSON. Raises Closed."""
        while True:
            first, second = self._exactly(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self._exactly(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._exactly(8))
            data = self._exactly(size)
            opcode = first & 0x0F
            if opcode == 8:
                raise Closed(struct.unpack("!H", data[:2])[0] if data else 1005, data[2:].decode())
            if opcode == 1:
                frame = json.loads(data)
                self.seen.append(frame)
                return frame

    def until(self, matches):
        """The first frame for which `matches` is true; the others stay in `seen`."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < deadline:
            frame = self.receive()
            if matches(frame):
                return frame
        raise AssertionError(f"never came; last seen: {self.seen[-5:]}")

    def of_type(self, name):
        return self.until(lambda frame: frame["type"] == name)

    def event(self, kind):
        return self.until(lambda f: f["type"] == "event" and f["event"]["kind"] == kind)

    def close_code(self):
        """Reads on until the server closes."""
        try:
            while True:
                self.receive()
        except Closed as closed:
            return closed.code

    def close(self):
        self.socket.close()
