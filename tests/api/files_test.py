"""Attachments: judged by content, served so that nothing in them can run."""

import struct
import zlib

from house import House, message_id


def png(width, height):
    def chunk(kind, data):
        return (struct.pack("!I", len(data)) + kind + data
                + struct.pack("!I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + b"\x33\x66\x99" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Files(House):
    def upload(self, caller, data, name="a.bin", status=201, query="", **more):
        return caller.api("POST", f"/attachments?name={name}{query}", data, status=status, **more)

    def test_a_picture_travels_with_its_thumbnail(self):
        visitor = self.visitor()
        widget = self.line(visitor)
        data = png(900, 600)
        attachment = self.upload(visitor, data, "photo.png")
        self.assertEqual((attachment["media_type"], attachment["width"], attachment["height"],
                          attachment["size"]), ("image/png", 900, 600, len(data)))
        widget.send(type="send", client_msg_id=message_id(), attachment_id=attachment["id"])
        message = widget.of_type("ack")["message"]
        self.assertEqual((message["kind"], message["attachment"]), ("image", attachment))

        got = visitor.get(attachment["url"])
        self.assertEqual((got.status, got.body), (200, data))
        self.assertEqual(got.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("sandbox", got.headers["Content-Security-Policy"])
        self.assertTrue(got.headers["Content-Disposition"].startswith("inline"))
        again = visitor.get(attachment["url"], headers={"If-None-Match": got.headers["ETag"]})
        self.assertEqual(again.status, 304)
        small = visitor.get(attachment["thumbnail_url"])
        self.assertEqual(small.headers["Content-Type"], "image/jpeg")
        self.assertTrue(small.body.startswith(b"\xff\xd8\xff"))

    def test_what_could_run_is_only_ever_downloaded(self):
        visitor = self.visitor()
        for data in (b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'/>"):
            attachment = self.upload(visitor, data, "x.html")
            got = visitor.get(attachment["url"])
            self.assertEqual(got.headers["Content-Type"], "text/plain; charset=utf-8")
            self.assertTrue(got.headers["Content-Disposition"].startswith("attachment"))

    def test_a_link_cannot_be_made_up(self):
        visitor = self.visitor()
        url = self.upload(visitor, b"secret")["url"]
        changed = url[:-1] + ("A" if url[-1] != "A" else "B")
        self.assertEqual(visitor.get(changed).status, 404)
        self.assertEqual(visitor.get(url.rsplit("/", 1)[0] + "/x").status, 404)
        self.assertEqual(visitor.get(url + "/thumbnail").status, 404)

    def test_only_ones_own_upload_may_be_sent(self):
        theirs = self.upload(self.visitor(), b"theirs")
        widget = self.line(self.visitor())
        widget.send(type="send", client_msg_id=message_id(), attachment_id=theirs["id"])
        self.assertEqual(widget.of_type("error")["code"], "attachment_not_found")

    def test_limits_and_rights(self):
        visitor = self.visitor()
        self.assertEqual(self.upload(visitor, b"", status=400), "empty_file")
        self.assertEqual(self.upload(self.agent("Lu"), b"x", status=400), "missing_field")
        conversation = self.say(self.line(visitor), "hi")["conversation_id"]
        stranger = self.agent("Max", queues=[])
        self.assertEqual(self.upload(stranger, b"x", status=404,
                                     query=f"&conversation_id={conversation}"),
                         "conversation_not_found")
        name = self.upload(visitor, b"x", "..%2F..%2Fetc%2Fpasswd")["name"]
        self.assertEqual(name, "passwd")
