"""Three browsers behind one small door: go, run, press, type, print; and what each of them complains of.

Chromium through Playwright; Firefox through WebDriver BiDi, which it speaks itself; WebKit through its own driver.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Protocol

import websocket
from playwright.sync_api import Browser, ConsoleMessage
from selenium import webdriver
from selenium.webdriver import WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service

PATIENCE = 90  # seconds for a state to come
NAMES = ("chromium", "firefox", "webkit")


class Engine(Protocol):
    errors: list[str]
    """What its console, or where that cannot be read the page itself, has said since the start."""

    def go(self, url: str) -> None: ...
    def run(self, expression: str) -> Any: ...
    def press(self, selector: str) -> None: ...
    def type(self, selector: str, text: str) -> None: ...
    def paper(self) -> bytes | None: ...
    def close(self) -> None: ...


def until(engine: Engine, expression: str, wanted: Any = True) -> None:
    """Waits until an expression of the page's has a value. Errors: what it has instead, after PATIENCE."""
    end = time.monotonic() + PATIENCE
    while (found := engine.run(expression)) != wanted:
        assert time.monotonic() < end, f"{expression} is {found!r}, not {wanted!r}"
        time.sleep(0.05)


def _told(expression: str) -> str:
    return f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"


def _in_view(selector: str) -> str:
    """Nothing that stays in place lies over the middle of the screen."""
    return f"document.querySelector({json.dumps(selector)}).scrollIntoView({{ block: 'center', behavior: 'instant' }})"


class Chromium:
    def __init__(self, browser: Browser) -> None:
        self.errors: list[str] = []
        self.context = browser.new_context(locale="fr-BE", viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def go(self, url: str) -> None:
        self.page.goto(url)

    def run(self, expression: str) -> Any:
        return json.loads(self.page.evaluate(_told(expression)))

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self.page.locator(selector).first.press_sequentially(text)

    def paper(self) -> bytes:
        return self.page.pdf(prefer_css_page_size=True)

    def close(self) -> None:
        self.context.close()


PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "fr-BE, fr",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
"""So that Firefox asks nothing of anybody but us."""


class Firefox:
    """https://w3c.github.io/webdriver-bidi/, as much of it as is needed here."""

    LEFT = re.compile("A ServiceWorker intercepted the request|status=2152398850")  # NS_BINDING_ABORTED
    """What it says of a page that was left while it loaded; whether the worker serves is seen without a network."""

    def __init__(self, folder: Path) -> None:
        self.errors: list[str] = []
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"]
        log = folder / "output.log"
        with log.open("wb") as output:
            self.process = subprocess.Popen([*command, "about:blank"], stdout=output, stderr=output)
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace"))):
            assert self.process.poll() is None and time.monotonic() < end, log.read_text(errors="replace")
            time.sleep(0.05)
        self.line = websocket.create_connection(f"{found[1]}/session", suppress_origin=True, timeout=PATIENCE)
        self.last = 0
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded"])
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method: str, **parameters: Any) -> Any:
        self.last += 1
        self.line.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while True:
            found = json.loads(self.line.recv())
            if found.get("method") == "log.entryAdded" and found["params"]["level"] == "error":
                text = found["params"]["text"]
                if not self.LEFT.search(text):
                    self.errors.append(text)
            if found.get("id") == self.last:
                assert found["type"] == "success", found
                return found["result"]

    def go(self, url: str) -> None:
        self.run("(window.left = true)")
        self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")
        until(self, "window.left ?? false", False)  # it may say so before the page has changed

    def _evaluate(self, expression: str) -> Any:
        target = {"context": self.context}
        found = self.call("script.evaluate", expression=expression, target=target, awaitPromise=True)
        assert found["type"] == "success", found
        return found["result"]

    def run(self, expression: str) -> Any:
        return json.loads(self._evaluate(_told(expression))["value"])

    def press(self, selector: str) -> None:
        self.run(_in_view(selector))
        element = self._evaluate(f"document.querySelector({json.dumps(selector)})")
        origin = {"type": "element", "element": {"sharedId": element["sharedId"]}}
        steps = [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin}]
        steps += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._perform({"type": "pointer", "id": "mouse", "actions": steps})

    def type(self, selector: str, text: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        steps = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keys", "actions": steps})

    def _perform(self, source: dict[str, Any]) -> None:
        self.call("input.performActions", context=self.context, actions=[source])

    def paper(self) -> bytes:
        return base64.b64decode(self.call("browsingContext.print", context=self.context)["data"])

    def close(self) -> None:
        self.call("browser.close")
        self.line.close()
        self.process.wait(30)


class WebKit:
    """Its driver reads no console and prints nothing: the page is asked what went wrong from its arrival on."""

    LISTEN = """(() => {
        if (window.heard) return;
        window.heard = [];
        addEventListener("error", ({ message }) => heard.push(message));
        addEventListener("unhandledrejection", ({ reason }) => heard.push(String(reason)));
        addEventListener("securitypolicyviolation", ({ blockedURI }) => heard.push(`blocked: ${blockedURI}`));
    })()"""

    def __init__(self, display: str) -> None:
        self.errors: list[str] = []
        options = WebKitGTKOptions()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options.add_argument("--automation")
        service = Service(executable_path=shutil.which("WebKitWebDriver"), env=os.environ | {"DISPLAY": display})
        self.driver = webdriver.WebKitGTK(options=options, service=service)

    def go(self, url: str) -> None:
        self.driver.get(url)
        self.run(self.LISTEN)

    def run(self, expression: str) -> Any:
        self.driver.execute_script(
            f"window.told = null; {_told(expression)}.then((v) => told = v, (e) => told = '!' + e)"
        )
        end = time.monotonic() + PATIENCE  # its driver may wait for ever for a script that takes its time
        while not (found := self.driver.execute_script("return window.told")):
            assert time.monotonic() < end, expression
        assert not found.startswith("!"), found
        self.errors += self.driver.execute_script("return (window.heard ?? []).splice(0)")
        return json.loads(found)

    def press(self, selector: str) -> None:
        self.run(_in_view(selector))
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def type(self, selector: str, text: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(text)

    def paper(self) -> None:
        return None

    def close(self) -> None:
        self.driver.quit()
