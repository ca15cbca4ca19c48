"""Servidores de verdad en este equipo, un nginx delante y personas que los usan por sus páginas."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from dashboard.settings import ROOT

CLAVE = "cuatro palabras muy largas"
SIN_RESPUESTA = (502, 503, 504)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(url: str, **headers) -> tuple[int, bytes]:
    with urlopen(Request(url, headers=headers), timeout=30) as answer:
        return answer.status, answer.read()


def wait_for(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return get(url)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no respondió {url}")


@contextmanager
def serving(folder: Path, produccion: bool = True, **env: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """(dirección, proceso) de un servidor de producción que arranca; `wait_for` dice cuándo está."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"MIRADOR_PUERTO": str(port), "MIRADOR_AVANCES": str(folder / "avances"), **env}
    with (folder / "registro.jsonl").open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve", *(["--produccion"] if produccion else [])],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        kill(process)


def workers(process: subprocess.Popen) -> list[int]:
    return [int(p) for p in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def kill(process: subprocess.Popen) -> None:
    """Como un corte de luz: el proceso y los que dependen de él, sin aviso."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def in_front(folder: Path, *urls: str) -> Iterator[str]:
    """La dirección del sitio de deploy/ con un nginx de verdad delante de esos servidores, sin certificado."""
    port, site = free_port(), (ROOT / "deploy" / "nginx.conf").read_text()
    line = re.search(r"server 127\.0\.0\.1:8050(.*);", site)
    servers = "\n".join(f"server {url.removeprefix('http://')}{line[1]};" for url in urls)
    site = site.replace(line[0], servers).replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    site = re.sub(r"\n\s+ssl_\w+.*", "", site)
    site = site[: site.rindex("server {")].replace("rate=20r/s", "rate=2000r/s")
    conf = f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}} http {{ access_log off; {site} }}"
    (folder / "nginx.conf").write_text(conf)
    process = subprocess.Popen([nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        front = f"http://127.0.0.1:{port}"
        wait_for(f"{front}/salud", 10)
        yield front
    finally:
        process.terminate()
        process.wait(10)


class Persona:
    """Alguien con su navegador: guarda galletas, envía formularios con su sello y, si algo se cae, insiste."""

    def __init__(self, direccion: str, usuario: str):
        self.direccion, self.usuario = direccion, usuario
        self._open = build_opener(HTTPCookieProcessor(CookieJar())).open
        self.html, self.codigo, self.cortes = "", 0, 0

    def get(self, path: str) -> int:
        return self._ask(path, None)

    def post(self, path: str, fields: dict[str, str]) -> int:
        sello = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.html)
        return self._ask(path, urlencode({"csrf_token": sello[1] if sello else "", **fields}).encode())

    def enter(self, clave: str = CLAVE) -> int:
        self.get("/ingresar")
        return self.post("/ingresar", {"usuario": self.usuario, "clave": clave})

    def send(self, periodo: str, meta: str, casilla: str, valor: str) -> None:
        """Informa de una meta y la envía, como quien insiste hasta que la página se lo confirma."""
        for _ in range(60):
            if self.get(f"/reportar/{periodo}") == 200:
                code = self.post(f"/reportar/{periodo}", self.typed() | {casilla: valor, "enviar": meta})
                if code == 200 or (code == 422 and "ya se envió" in self.html):
                    return
            assert self.codigo in (0, *SIN_RESPUESTA), f"{self.codigo}: {self.html[-800:]}"
            self.cortes += 1
            time.sleep(0.5)
        raise AssertionError(f"{self.usuario} no pudo enviar {meta}")

    def typed(self) -> dict[str, str]:
        found = re.findall(r'<input[^>]*name="([^"]+\|[^"]+)" value="([^"]*)"', self.html)
        return {n: unescape(v) for n, v in found if "|quitar|" not in n}

    def _ask(self, path: str, body: bytes | None) -> int:
        """El código de la respuesta, o 0 si la conexión se cortó."""
        try:
            with self._open(Request(self.direccion + path, body), timeout=30) as answer:
                self.codigo, self.html = answer.status, answer.read().decode()
                assert "/ingresar" not in answer.url or path == "/ingresar", "se perdió la sesión"
        except HTTPError as error:
            self.codigo, self.html = error.code, error.read().decode()
            assert error.code != 401 or path == "/ingresar", "se perdió la sesión"
        except OSError:
            self.codigo = 0
        return self.codigo
