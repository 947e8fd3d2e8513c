"""The real hosts, on this machine alone: nginx, Caddy and Apache with the configuration that the build writes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from build_scripts.output.hosting import Place, configuration

NGINX = """
daemon off;
{modules}
pid {folder}/nginx.pid;
error_log {folder}/errors.log info;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {configuration};
}}
"""
APACHE = """
ServerName localhost
PidFile {folder}/apache.pid
Listen {place.http}
Listen {place.https}
{modules}
TypesConfig /etc/mime.types
ErrorLog {folder}/errors.log
LogFormat "%h %t \\"%m %U\\" %>s" cmp
CustomLog {folder}/access.log cmp
SSLCertificateFile {place.certificate}
SSLCertificateKeyFile {place.key}
AddLanguage br .br
AddType application/x-gzip .gz
<VirtualHost *:{place.http}>
    DocumentRoot {place.root}
</VirtualHost>
<VirtualHost *:{place.https}>
    DocumentRoot {place.root}
    SSLEngine on
</VirtualHost>
<Directory {place.root}>
    AllowOverride All
    Require all granted
    AddOutputFilterByType DEFLATE text/html text/css
</Directory>
"""
MODULES = "mpm_event authz_core dir mime rewrite headers setenvif ssl socache_shmcb filter deflate".split()
BROTLI = "nginx with brotli"
MODULE = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;"


@dataclass(frozen=True)
class Host:
    name: str
    place: Place
    folder: Path  # its logs
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"https://localhost:{self.place.https}{self.place.path}"

    @property
    def plain_url(self) -> str:
        return f"http://localhost:{self.place.http}{self.place.path}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def logs(self) -> str:
        return "".join(path.read_text(encoding="utf-8") for path in self.folder.glob("*.log"))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(name: str, path: str, site: Path, folder: Path) -> Iterator[Host]:
    """One of COMMANDS that serves the site at a path, until the end of the block."""
    root = folder / "root"
    target = root / path.strip("/") if path != "/" else root
    shutil.copytree(site, target)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make.split(), *files], check=True, capture_output=True)
    place = Place(
        name="localhost",
        path=path,
        root=str(root),
        http=free_port(),
        https=free_port(),
        certificate=str(certificate),
        key=str(key),
        log=str(folder / "access.log"),
        brotli=name == BROTLI,
    )
    for parent in (folder, *folder.parents[:-2]):
        parent.chmod(parent.stat().st_mode | 0o055)  # a host serves as another user than root
    command = {"nginx": nginx, "nginx with brotli": nginx, "caddy": caddy, "apache": apache}[name](
        place, folder, target
    )
    with (folder / "output.log").open("w") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        )
        host = Host(name, place, folder, process)
        try:
            for port in (place.http, place.https):
                wait_for(port, process, folder)
            yield host
        finally:
            host.stop()


def wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    while process.poll() is None:
        with socket.socket() as tried:
            tried.settimeout(1)
            if not tried.connect_ex(("127.0.0.1", port)):
                return
    raise AssertionError((folder / "output.log").read_text(encoding="utf-8"))


def nginx(place: Place, folder: Path, site: Path) -> list[str]:
    written = folder / "cmp.conf"
    written.write_text(configuration("nginx.conf", place), encoding="utf-8")
    whole = NGINX.format(folder=folder, configuration=written, modules=MODULE if place.brotli else "")
    main = folder / "nginx.conf"
    main.write_text(whole, encoding="utf-8")
    shutil.copyfile("/etc/nginx/mime.types", folder / "mime.types")
    return ["nginx", "-p", str(folder), "-c", str(main)]


def caddy(place: Place, folder: Path, site: Path) -> list[str]:
    options = f"{{\n\tadmin off\n\thttp_port {place.http}\n\thttps_port {place.https}\n\tskip_install_trust\n}}\n"
    written = folder / "Caddyfile"
    written.write_text(options + configuration("Caddyfile", place), encoding="utf-8")
    return ["caddy", "run", "--config", str(written), "--adapter", "caddyfile"]


def apache(place: Place, folder: Path, site: Path) -> list[str]:
    (site / ".htaccess").write_text(configuration(".htaccess", place), encoding="utf-8")
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES)
    written = folder / "apache.conf"
    written.write_text(APACHE.format(folder=folder, place=place, modules=modules), encoding="utf-8")
    return ["apache2", "-X", "-d", str(folder), "-f", str(written)]


COMMANDS = {"nginx": nginx, BROTLI: nginx, "caddy": caddy, "apache": apache}
