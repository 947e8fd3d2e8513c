"""python -m build_scripts.card: draws the picture of shared links anew, when a name or a colour of the site changes.

It needs a browser, which the build does not have everywhere: hence the picture stands among our files.
"""

import base64

from playwright.sync_api import sync_playwright

from build_scripts.output import slim, social
from build_scripts.pages import knowledge
from calculators.engine.words import LANGUAGES
from tests import chromium

_PAGE = """<style>
@font-face {{ font-family: face; src: url("data:font/woff2;base64,{face}"); font-weight: 200 900 }}
body {{ margin: 0; height: {height}px; box-sizing: border-box; padding: 60px 90px; display: grid;
  align-content: center; background: #0b5563; color: #fff; font: 600 84px/1.12 face }}
div {{ max-width: 960px }}
span {{ white-space: nowrap }}
svg {{ width: 320px; height: 240px; margin-left: -55px }}
</style>{logo}<div>{name}</div>"""


def main() -> None:
    words, pictures = knowledge.words(LANGUAGES[0]), slim.SOURCES / "static"
    page = _PAGE.format(
        face=base64.b64encode(slim.FACE.read_bytes()).decode(),
        logo=(pictures / "icon.svg").read_text(encoding="utf-8"),
        name=" ".join(f"<span>{word}</span>" for word in words("site.name").split()),
        height=social.HEIGHT,
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=[*chromium.QUIET, "--disable-lcd-text"]
        )
        view = browser.new_page(viewport={"width": social.WIDTH, "height": social.HEIGHT})
        view.set_content(page)
        view.evaluate("document.fonts.ready")
        view.screenshot(path=pictures / "card.png")
        browser.close()


if __name__ == "__main__":
    main()
