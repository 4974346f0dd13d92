# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A forward proxy that asks for a password, with one host behind it: the sandbox under a name that is not this
computer's. Addresses of this computer are never asked for by way of a proxy."""

import base64
import http.server
import pathlib
import ssl
import subprocess
import threading
import urllib.error
import urllib.request


class Proxy:
    """CONNECT alone. Ends with close()."""

    HOST = "login.milepost.test"
    USER = "milepost"

    def __init__(self, folder, target, target_ca, password):
        self.password = password
        self.refused = 0
        self.passed = 0
        folder = pathlib.Path(folder)
        self.ca = folder / "proxied.pem"
        key = folder / "proxied.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "90", "-keyout", key,
                        "-out", self.ca, "-subj", f"/CN={self.HOST}", "-addext", f"subjectAltName=DNS:{self.HOST}"],
                       check=True, capture_output=True)
        inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        inside.load_cert_chain(self.ca, key)
        outside = ssl.create_default_context(cafile=target_ca)
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_CONNECT(self):
                given = base64.b64encode(f"{proxy.USER}:{proxy.password}".encode()).decode()
                if self.headers.get("Proxy-Authorization") != f"Basic {given}":
                    proxy.refused += 1
                    self.send_response(407)
                    self.send_header("Proxy-Authenticate", 'Basic realm="office"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                proxy.passed += 1
                self.send_response(200)
                self.end_headers()
                try:
                    self.connection = inside.wrap_socket(self.connection, server_side=True)
                except OSError:
                    self.close_connection = True
                    return
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)

            def do_GET(self):
                try:
                    with urllib.request.urlopen(target + self.path, context=outside, timeout=60) as answer:
                        status, body = answer.status, answer.read()
                except urllib.error.HTTPError as error:
                    status, body = error.code, error.read()
                body = body.replace(target.encode(), f"https://{proxy.HOST}".encode())
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def finish(self):
                super().finish()
                self.connection.close()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://{self.USER}@127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
