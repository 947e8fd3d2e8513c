"""The papers of a project: what is typed once stands in every letter and document, and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from build_scripts.pages import papers
from calculators.browser import calendar
from tests.browser import steps
from tests.browser.device import Host
from tests.browser.test_keyboard import PHONE
from tests.browser.test_paper_guides import sheets

PATH = "/cmp/dossier/"
MEETING = date.today() + timedelta(days=200)
TYPED = {
    "programme": "Benzodiazépines & <apparentés>",
    "topics": "accueil\nles chiffres\nqui fait quoi ?",
    "date": MEETING.isoformat(),
    "time": "20:30",
    "venue": "Salle communale, place de l’Exemple 1",
    "place": "Valmont-l’Exemple",
    "invited": "18",
    "doctor": "Jean Fictif",
    "doctor_by": "GLEM « Valmont »",
    "pharmacist": "Claire Modèle",
    "pharmacist_by": "Garde de Valmont",
    "phone": "081 00 00 00",
    "reporter": "Claire Modèle",
    "animator": "Paul Exemple",
    "account": "BE68 5390 0754 7034",
    "holder": "Pharmacie Modèle SRL",
    "number": "2027-123",
    "evaluation_date": (MEETING + timedelta(days=250)).isoformat(),
}
"""Everything but who the animator is, which is chosen. All is invented."""


@pytest.fixture
def project(page: Page, server: str) -> Page:
    """The page with its script at work."""
    page.goto(server + PATH)
    expect(page.locator("[data-keep]")).to_be_visible()
    return page


def type_all(page: Page) -> None:
    for name, value in TYPED.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=animator_is]").select_option("trained")


def words(page: Page) -> dict[str, str]:
    """What stands for each field in a text."""
    day = "day => new Intl.DateTimeFormat('fr-BE', { dateStyle: 'long' }).format(new Date(day + 'T12:00:00'))"
    days = {name: page.evaluate(day, TYPED[name]) for name in ("date", "evaluation_date")}
    return TYPED | days | {"time": "20 h 30", "animator_is": "formé pour ce programme"}


def filled(text: str, said: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: said[place[1]], text)


def letters(page: Page) -> Iterator[tuple[papers.Letter, Locator]]:
    for letter in papers.letters("fr"):
        yield letter, page.locator(f"#courriel-{letter.name}")


def taken(page: Page, button: Locator, folder: Path, timeout: int = 30_000) -> Path:
    """The file that a press gives."""
    with page.expect_download(timeout=timeout) as download:
        button.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_each_letter_says_what_is_typed_and_opens_in_a_mail_program(project: Page) -> None:
    type_all(project)
    said = words(project)
    for letter, shown in letters(project):
        shown.locator("summary").click()
        expect(shown.locator("[data-subject]")).to_have_text(filled(letter.subject, said))
        assert shown.locator("[data-text]").evaluate("each => each.textContent") == filled(letter.body, said)
        opened = urlsplit(shown.locator("[data-open]").get_attribute("href") or "")
        assert opened.path == letter.to
        found = parse_qs(opened.query, strict_parsing=True)
        assert found == {
            "subject": [filled(letter.subject, said)],
            "body": [filled(letter.body, said).replace("\n", "\r\n")],
        }
        names = shown.locator("code").all_inner_texts()
        assert len(names) == len([one for one in letter.attach if one.file])
        assert all(
            re.fullmatch(rf"CMP_[\w-]+_Valmont-l-Exemple_{MEETING}(_signe)?\.(docx|pdf)", name) for name in names
        )
        assert all(("_2027-123_" in name) == ("1-demande" not in name) for name in names)


def test_what_is_not_typed_stays_a_blank(project: Page) -> None:
    project.locator("[name=place]").fill("Namur")
    subject = project.locator("#courriel-number [data-subject]")
    expect(subject).to_have_text("CMP à Namur\u00a0: numéro de projet")
    project.locator("[name=place]").fill("  ")
    expect(subject).to_have_text("CMP à [commune]\u00a0: numéro de projet")


def test_a_letter_is_copied(page: Page, project: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    project.locator("[name=number]").fill("2027-123")
    letter = project.locator("#courriel-report")
    letter.locator("summary").click()
    for button, part in (("[data-copy]", "[data-text]"), ("[data-copy-subject]", "[data-subject]")):
        letter.locator(button).click()
        expect(letter.locator(button)).to_have_text("Copié")
        copied = project.evaluate("navigator.clipboard.readText()")
        assert copied.replace("\r\n", "\n") == letter.locator(part).evaluate("each => each.textContent")
        assert "2027-123" in copied
    expect(letter.locator("[data-copy]")).to_have_text("Copier le texte")


@pytest.mark.parametrize("paper", papers.documents("fr"), ids=lambda paper: paper.name)
def test_a_document_is_filled_and_opens(project: Page, tmp_path: Path, paper: papers.Paper) -> None:
    type_all(project)
    said = words(project)
    file = taken(project, project.locator(f"[data-document][href$='{paper.name}.docx']"), tmp_path)
    assert re.fullmatch(rf"CMP_[\w-]+_Valmont-l-Exemple_{MEETING}\.docx", file.name)
    controls = list(docx.Document(str(file)).element.body.iter(qn("w:sdt")))
    assert controls
    for control in controls:
        name = control.find(".//" + qn("w:tag")).get(qn("w:val"))
        assert lines(control) == said[name]
        assert control.find(".//" + qn("w:showingPlcHdr")) is None


def lines(control: Any) -> str:
    """The text of a control, a line break where it has one."""
    breaks = {qn("w:br"): "\n", qn("w:t"): ""}
    return "".join(breaks[each.tag] + (each.text or "") for each in control.iter(*breaks))


def test_a_document_keeps_the_blanks_of_what_is_not_typed(project: Page, tmp_path: Path) -> None:
    project.locator("[name=doctor]").fill("Jean Fictif")
    file = taken(project, project.locator("[data-document][href$='demande.docx']"), tmp_path)
    assert file.name == "CMP_1-demande-preparation.docx"
    shown = [lines(control) for control in docx.Document(str(file)).element.body.iter(qn("w:sdt"))]
    assert shown.count("Jean Fictif") == 1 and "[nom du pharmacien]" in shown


def test_the_calendar_is_the_calculator_s_and_the_link_leads_to_the_amount(
    project: Page, server: str, tmp_path: Path
) -> None:
    project.locator("[data-calendar]").click()
    expect(project.locator("[data-told]")).to_contain_text("date de la réunion", timeout=90_000)
    project.locator("[name=date]").fill(TYPED["date"])
    project.locator("[name=animator_is]").select_option("trained")
    file = taken(project, project.locator("[data-calendar]"), tmp_path, 90_000)
    query = f"animator=trained&meeting={MEETING}"
    rules = project.locator("[data-rules]").get_attribute("data-rules")
    address = f"{server}{steps.PAGES['cmp-project']}?{query}&rules={rules}"
    wanted = calendar("cmp-project", query, "fr", date.today().isoformat(), address)
    assert file.name == wanted["name"]
    assert re.sub("DTSTAMP:.*", "", file.read_bytes().decode()) == re.sub("DTSTAMP:.*", "", wanted["text"])
    project.locator("[data-amount]").click()
    expect(project).to_have_url(re.compile(f"{re.escape(steps.PAGES['cmp-project'])}\\?.*meeting={MEETING}"))
    expect(project.locator("[data-result]")).to_have_attribute("data-outcome", "paid", timeout=90_000)


def test_the_file_of_the_reader_gives_back_what_was_typed(project: Page, tmp_path: Path) -> None:
    type_all(project)
    file = taken(project, project.locator("[data-keep]"), tmp_path)
    assert file.name == f"CMP_2027-123_dossier_Valmont-l-Exemple_{MEETING}.json"
    assert json.loads(file.read_text(encoding="utf-8"))["typed"] == TYPED | {"animator_is": "trained"}
    project.reload()
    expect(project.locator("[data-keep]")).to_be_visible()
    for name in (*TYPED, "animator_is"):
        expect(project.locator(f"[name={name}]")).to_have_value("")
    project.locator("[data-file]").set_input_files(file)
    expect(project.locator("[data-status]")).to_have_text("Le fichier est repris.")
    for name, value in TYPED.items():
        expect(project.locator(f"[name={name}]")).to_have_value(value)
    expect(project.locator("#courriel-number [data-subject]")).to_contain_text("Valmont-l’Exemple")


def test_another_file_is_refused_and_nothing_is_lost(project: Page, tmp_path: Path) -> None:
    project.locator("[name=doctor]").fill("Jean Fictif")
    file = tmp_path / "other.json"
    file.write_text('{"name": "package"}', encoding="utf-8")
    project.locator("[data-file]").set_input_files(file)
    expect(project.locator("[data-status]")).to_contain_text("n’est pas un dossier")
    expect(project.locator("[name=doctor]")).to_have_value("Jean Fictif")


def test_an_account_that_looks_wrong_is_told_and_kept(project: Page) -> None:
    field, told = project.locator("[name=account]"), project.locator("[data-account-read]")
    field.fill("BE68 5390 0754 7035")
    field.blur()
    expect(told).to_contain_text("semble faux")
    project.locator("[name=holder]").fill("Pharmacie Modèle SRL")
    expect(field).to_have_value("BE68 5390 0754 7035")
    field.fill(TYPED["account"])
    field.blur()
    expect(told).to_be_empty()


def test_nothing_that_is_typed_leaves_the_page(page: Page, project: Page, tmp_path: Path) -> None:
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    type_all(project)
    project.locator("[name=doctor]").press("Enter")
    taken(project, project.locator("[data-document]").first, tmp_path)
    assert urlsplit(project.url).query == urlsplit(project.url).fragment == ""
    stored = project.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])")
    secrets = ("Fictif", "Mod", "5390", "Valmont", "2027-123", str(MEETING))
    assert not [secret for secret in secrets if any(secret in text for text in (*sent, stored))]
    assert project.evaluate("indexedDB.databases()") == []


def test_no_other_page_asks_for_its_scripts(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/cmp/textes/", wait_until="networkidle")
    assert not [url for url in asked if "project" in url or "documents" in url or url.endswith(".docx")]
    asked.clear()
    steps.load_page(page, f"{server}{PATH}")
    expect(page.locator("[data-keep]")).to_be_visible()
    assert [url for url in asked if url.endswith("/project.mjs")]
    assert not [url for url in asked if "documents" in url or url.endswith(("/worker.mjs", ".docx", ".wasm"))]


def test_it_comes_alive_after_a_link_as_well(page: Page, server: str) -> None:
    steps.load_page(page, f"{server}/cmp/textes/")
    steps.follow(page, PATH)
    expect(page.locator("[data-keep]")).to_be_visible()
    page.locator("[name=place]").fill("Namur")
    expect(page.locator("#courriel-number [data-subject]")).to_contain_text("Namur")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_with_everything_open(project: Page, scheme: Any) -> None:
    project.emulate_media(color_scheme=scheme)
    type_all(project)
    for _, shown in letters(project):
        shown.locator("summary").click()
    steps.expect_accessible(project)
    project.set_viewport_size({"width": 320, "height": 720})
    assert project.evaluate("document.scrollingElement.scrollWidth") == 320
    steps.expect_accessible(project)


def test_the_keyboard_reaches_each_field_and_a_letter(project: Page) -> None:
    project.locator("[name=programme]").focus()
    for name in ("topics", "date"):
        project.keyboard.press("Tab")
        expect(project.locator(f"[name={name}]")).to_be_focused()
    summary = project.locator("#courriel-application summary")
    summary.focus()
    project.keyboard.press("Enter")
    project.keyboard.press("Tab")
    expect(project.locator("#courriel-application [data-open]")).to_be_focused()


def test_its_fields_are_big_enough_for_a_thumb(project: Page) -> None:
    project.set_viewport_size(PHONE)
    small = """all => all.filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43)
        .map(each => each.outerHTML)"""
    assert project.locator(".project :is(input, textarea, select, .button)").evaluate_all(small) == []


def test_without_a_network_it_still_gives_its_papers(
    kept: Page, context: BrowserContext, host: Host, tmp_path: Path
) -> None:
    host.stop()
    context.set_offline(True)
    kept.goto(host.url + PATH)
    kept.locator("[name=place]").fill("Namur")
    file = taken(kept, kept.locator("[data-document][href$='invitation.docx']"), tmp_path)
    assert "Namur" in [lines(control) for control in docx.Document(str(file)).element.body.iter(qn("w:sdt"))]


@pytest.mark.console_errors
def test_a_document_that_does_not_come_is_told(page: Page, project: Page) -> None:
    page.route("**/fiche.docx", lambda route: route.fulfill(status=404, body=""))
    project.locator("[data-document][href$='fiche.docx']").click()
    expect(project.locator("[data-made]")).to_contain_text("Réessayez")


def test_nothing_moves_when_the_script_comes(page: Page, server: str) -> None:
    """However late it is: the buttons that it makes work have their room before."""
    places = "() => [...document.querySelectorAll('.project > *')].map(each => each.offsetTop)"
    before: list[float] = []

    def measured_first(route: Route) -> None:
        expect(page.locator("footer.md-footer")).to_be_attached()
        expect(page.locator("[data-keep]")).to_be_hidden()
        before.extend(page.evaluate(places))
        route.continue_()

    page.route("**/project.mjs", measured_first)
    page.goto(server + PATH, wait_until="commit")
    expect(page.locator("[data-keep]")).to_be_visible()
    assert before and page.evaluate(places) == before


def test_without_scripts_all_is_there_with_its_blanks(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="fr-BE", java_script_enabled=False)
    page = context.new_page()
    page.goto(server + PATH)
    expect(page.locator(".project noscript .notice")).to_be_visible()
    expect(page.locator("[data-keep]")).to_be_hidden()
    href = page.locator("#courriel-application [data-open]").get_attribute("href") or ""
    assert "[commune]" in parse_qs(urlsplit(href).query)["subject"][0]
    link = page.locator("[data-document]").first
    assert page.request.get(link.evaluate("link => link.href")).ok
    context.close()


def test_on_paper_it_is_the_form_and_the_letters(project: Page, tmp_path: Path) -> None:
    type_all(project)
    assert sheets(project, tmp_path) <= 8
    project.emulate_media(media="print")
    expect(project.locator("[data-keep]")).to_be_hidden()
    expect(project.locator("[name=doctor]")).to_be_visible()
    expect(project.locator("[name=doctor]")).to_have_value("Jean Fictif")
